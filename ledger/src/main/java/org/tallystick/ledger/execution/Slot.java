package org.tallystick.ledger.execution;

import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/**
 * The turn in which a block is proposed.
 *
 * @param timeMs the proposer's clock, milliseconds since 1970 UTC; where it is not above the parent block's time, the block
 *     takes the next millisecond after that
 * @param proposer index of the proposing authority, the leader of the view
 */
public record Slot(Epoch epoch, View view, long timeMs, int proposer) {}
