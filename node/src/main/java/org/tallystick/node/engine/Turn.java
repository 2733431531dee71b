package org.tallystick.node.engine;

import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** A view in which an authority leads; {@code proposer} is its index. */
record Turn(Epoch epoch, View view, int proposer) {}
