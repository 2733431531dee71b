package org.tallystick.node.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.execution.Verdict;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerStore;

/** A ledger as version 0.1 fetched it: one certificate for a whole range of blocks. */
final class SparseLedger {
    private SparseLedger() {}

    /** Makes one in {@code directory} out of a whole one, with only the last block's certificate. */
    static void copy(Path whole, Path directory, Genesis genesis) {
        BlockExecutor executor = new BlockExecutor(genesis);
        try (LedgerStore from = LedgerStore.open(whole, genesis);
                LedgerStore to = LedgerStore.open(directory, genesis)) {
            Block parent = to.fullBlock(Height.ZERO).orElseThrow();
            long last = from.head().header().height().value();
            for (long height = 1; height <= last; height++) {
                Block block = from.fullBlock(Height.of(height)).orElseThrow();
                Executed executed = ((Verdict.Valid) executor.verify(Parent.of(parent, to.state()), block)).executed();
                to.append(List.of(
                        FinalBlock.of(executed, height == last ? from.head().finalization() : Optional.empty())));
                parent = block;
            }
        }
    }
}
