package org.tallystick.testnet.chaos;

import java.time.Duration;

/** When a run comes to its end, for those who go on until then. */
interface Ending {

    /** Whether nobody needs to go on any more. */
    boolean over();

    /** Whether it has been over for so long that everything should have come right. */
    boolean overFor(Duration time);
}
