package org.tallystick.ledger.testing;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Built;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.execution.Slot;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.View;

/** A ledger that grows by a block a second, each in the view after its parent's. */
public final class TestLedger {
    private final Genesis genesis;
    private final BlockExecutor executor;
    private final MemoryState state = new MemoryState();
    private final List<Executed> blocks = new ArrayList<>();

    public TestLedger(Genesis genesis) {
        this.genesis = genesis;
        this.executor = new BlockExecutor(genesis);
        append(GenesisBlock.of(genesis));
    }

    public BlockExecutor executor() {
        return executor;
    }

    public MemoryState state() {
        return state;
    }

    public BlockHeader header() {
        return block().header();
    }

    public Block block() {
        return blocks.getLast().block();
    }

    /** All headers, that of the genesis block first. */
    public List<BlockHeader> headers() {
        return blocks.stream().map(each -> each.block().header()).toList();
    }

    /** The newest block as a parent. */
    public Parent parent() {
        return Parent.of(block(), state);
    }

    /** The turn of the next block, {@code afterMs} later than the newest. */
    public Slot slot(long afterMs) {
        View view = header().view().next();
        return new Slot(
                header().epoch(),
                view,
                header().timeMs() + afterMs,
                genesis.authorities().leader(view));
    }

    /** Builds the next block and does not append it. */
    public Built build(Transaction... candidates) {
        return executor.build(parent(), slot(1_000), List.of(candidates), Limits.PROTOCOL);
    }

    /** Appends a block of the candidates. */
    public Built append(Transaction... candidates) {
        Built built = build(candidates);
        append(built.executed());
        return built;
    }

    /** Appends an empty block at a distance in time. */
    public void sleep(long ms) {
        append(executor.build(parent(), slot(ms), List.of(), Limits.PROTOCOL).executed());
    }

    private void append(Executed executed) {
        blocks.add(executed);
        state.apply(executed.diff());
    }

    /** Base units; 0 where there is no account. */
    public long balance(Address address) {
        return Accounts.read(state, address).orElse(Account.EMPTY).balance().baseUnits();
    }

    public static List<RefusalCode> refusals(Built built) {
        return built.refused().stream().map(each -> each.refusal().code()).toList();
    }

    public static List<Receipt.Outcome> outcomes(Built built) {
        return built.executed().receipts().stream().map(Receipt::outcome).toList();
    }
}
