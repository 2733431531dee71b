package org.tallystick.node.engine;

import java.util.List;
import org.tallystick.consensus.AuthorityHealth;
import org.tallystick.consensus.FinalTip;
import org.tallystick.ledger.value.View;

/**
 * A moment's look at the engine.
 *
 * @param tip the newest block known to be final, stored or not
 * @param health one entry per authority, in order
 */
record EngineStatus(View view, FinalTip tip, long nullifiedViews, List<AuthorityHealth> health) {
    EngineStatus {
        health = List.copyOf(health);
    }
}
