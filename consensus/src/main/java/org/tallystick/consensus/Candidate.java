package org.tallystick.consensus;

import org.tallystick.ledger.block.Block;

/** What a leader proposed in a view: the block and where it says that the block hangs. */
record Candidate(Parent parent, Block block) {}
