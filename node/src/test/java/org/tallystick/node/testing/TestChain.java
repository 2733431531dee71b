package org.tallystick.node.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.execution.Slot;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateDiff;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.FinalBlock;

/** Builds real blocks, one upon the other, on a state in memory. Same calls, same blocks. */
public final class TestChain {
    private final Genesis genesis;
    private final BlockExecutor executor;
    private final MapState state = new MapState();
    private Block head;

    public TestChain(Genesis genesis) {
        this.genesis = genesis;
        this.executor = new BlockExecutor(genesis);
        Executed first = GenesisBlock.of(genesis);
        state.apply(first.diff());
        this.head = first.block();
    }

    /** The next block, one second after the last, with exactly these transactions, and its finalization. */
    public FinalBlock next(List<Transaction> transactions) {
        return next(head.header().timeMs() + 1_000, transactions);
    }

    /** The same at a time of choice. */
    public FinalBlock next(long timeMs, List<Transaction> transactions) {
        View view = head.header().view().next();
        Slot slot = new Slot(Epoch.ZERO, view, timeMs, genesis.authorities().leader(view));
        var built = executor.build(Parent.of(head, state), slot, transactions, Limits.PROTOCOL);
        if (!built.refused().isEmpty()) {
            throw new IllegalArgumentException("refused: " + built.refused());
        }
        Executed executed = built.executed();
        head = executed.block();
        state.apply(executed.diff());
        Certificate finalization = new Certificate(Ballot.finalize(Epoch.ZERO, view, head.hash()), List.of());
        return new FinalBlock(
                head, executed.receipts(), executed.records(), executed.diff(), Optional.of(finalization));
    }

    /** {@code count} blocks without transactions. */
    public List<FinalBlock> empty(int count) {
        List<FinalBlock> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(next(List.of()));
        }
        return blocks;
    }

    public Block head() {
        return head;
    }

    public StateReader state() {
        return state;
    }

    private static final class MapState implements StateReader {
        private final Map<StateKey, Bytes> values = new HashMap<>();
        private final Map<SentKey, SentKey.Use> sentKeys = new HashMap<>();
        private final Map<Bytes, Bytes> pages = new HashMap<>();

        void apply(StateDiff diff) {
            diff.values().forEach((key, value) -> put(values, key, value));
            diff.pages().forEach((prefix, page) -> put(pages, prefix, page));
            sentKeys.putAll(diff.sentKeys());
        }

        @Override
        public Optional<Bytes> get(StateKey key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Optional<SentKey.Use> lastUse(SentKey key) {
            return Optional.ofNullable(sentKeys.get(key));
        }

        @Override
        public Optional<Bytes> page(Bytes prefix) {
            return Optional.ofNullable(pages.get(prefix));
        }

        private static <K, V> void put(Map<K, V> map, K key, Optional<V> value) {
            value.ifPresentOrElse(present -> map.put(key, present), () -> map.remove(key));
        }
    }
}
