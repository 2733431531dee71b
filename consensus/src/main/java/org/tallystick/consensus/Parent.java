package org.tallystick.consensus;

import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** A block to build on, and the view in which it was proposed. */
record Parent(View view, Hash hash) {}
