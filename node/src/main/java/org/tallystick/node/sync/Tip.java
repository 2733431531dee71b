package org.tallystick.node.sync;

import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Height;

/** The newest final block that a node has. */
public record Tip(Height height, Hash hash) {

    static Tip of(Block block) {
        return new Tip(block.height(), block.hash());
    }
}
