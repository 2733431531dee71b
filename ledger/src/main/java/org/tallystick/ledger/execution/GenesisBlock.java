package org.tallystick.ledger.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.EmptyState;
import org.tallystick.ledger.state.StateDiff;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/** The block that every ledger of a network begins with. Nobody votes for it: the genesis says all of it. */
public final class GenesisBlock {
    private GenesisBlock() {}

    /** Height 0, view 0, no transactions; the initial balances as changes over {@link EmptyState}. */
    public static Executed of(Genesis genesis) {
        Map<StateKey, Optional<Bytes>> values =
                HashMap.newHashMap(genesis.balances().size());
        for (Genesis.Allocation each : genesis.balances()) {
            values.put(Accounts.TABLE.key(each.address()), Optional.of(Bytes.encodingOf(new Account(each.amount()))));
        }
        StateDiff diff = BlockRun.diff(new EmptyState(), values, Map.of());
        Hash nothing = MerkleTree.rootOf(List.of());
        BlockHeader header = new BlockHeader(
                Epoch.ZERO,
                Height.ZERO,
                View.ZERO,
                Hash.ZERO,
                genesis.timeMs(),
                0,
                0,
                0,
                nothing,
                nothing,
                diff.root(),
                genesis.authorities().hash());
        return new Executed(Block.of(genesis.hash(), header, List.of()), List.of(), List.of(), diff);
    }
}
