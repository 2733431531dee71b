package org.tallystick.ledger.execution;

import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.state.StateReader;

/**
 * What a block is built on.
 *
 * @param header the parent block's
 * @param hash the parent block's hash
 * @param state the state after the parent block
 */
public record Parent(BlockHeader header, Hash hash, StateReader state) {

    public static Parent of(Block block, StateReader state) {
        return new Parent(block.header(), block.hash(), state);
    }
}
