/** Which operations there are. May touch every package of operations. */
@NullMarked
package org.tallystick.ledger.ruleset;

import org.jspecify.annotations.NullMarked;
