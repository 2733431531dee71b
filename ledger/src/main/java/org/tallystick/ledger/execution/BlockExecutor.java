package org.tallystick.ledger.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.authority.AuthoritySchedule;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.StateDiff;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Height;

/**
 * Makes and checks the blocks of one network. The same code decides in both, and at admission, so that what one node
 * builds another accepts. Checks no user signatures, which the caller has done before ({@link
 * TransactionRules#checkAuthorizations}), and knows no clock. Thread-safe.
 */
public final class BlockExecutor {
    private final Hash genesisHash;
    private final Genesis genesis;
    private final AuthoritySchedule authorities;
    private final TransactionRules rules;

    public BlockExecutor(Genesis genesis) {
        this.genesis = genesis;
        this.genesisHash = genesis.hash();
        this.authorities = new AuthoritySchedule(genesis.authorities());
        this.rules = new TransactionRules(genesisHash, genesis);
    }

    /** The static rules of the same network. */
    public TransactionRules rules() {
        return rules;
    }

    /**
     * Makes a block of the candidates, in their order, until one does not fit into the limits any more. Candidates that may
     * not stand in it are skipped.
     */
    public Built build(Parent parent, Slot slot, Iterable<Transaction> candidates, Limits limits) {
        long timeMs = Math.max(slot.timeMs(), parent.header().timeMs() + 1);
        Height height = parent.header().height().next();
        AuthoritySet authorities = this.authorities.at(height);
        BlockRun run = new BlockRun(genesis, parent.state(), timeMs);
        run.begin();
        List<Transaction> included = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        long size = Block.OVERHEAD;
        for (Transaction candidate : candidates) {
            if (included.size() == limits.maxTransactions() || size + candidate.size() > limits.maxBytes()) {
                break;
            }
            Optional<Refusal> refusal = execute(run, candidate, timeMs);
            if (refusal.isPresent()) {
                refused.add(new Refused(candidate, refusal.get()));
            } else {
                included.add(candidate);
                size += candidate.size();
            }
        }
        run.payFees(Address.of(authorities.get(slot.proposer()).publicKey()));
        StateDiff diff = run.diff(parent.header().timeMs());
        BlockHeader header = new BlockHeader(
                slot.epoch(),
                height,
                slot.view(),
                parent.hash(),
                timeMs,
                slot.proposer(),
                included.size(),
                run.records().size(),
                MerkleTree.rootOf(included),
                run.receiptsRoot(),
                diff.root(),
                authorities.hash());
        Block block = Block.of(genesisHash, header, included);
        return new Built(new Executed(block, run.receipts(), run.records(), diff), refused);
    }

    /** Executes {@code block} on {@code parent} and compares all it claims. */
    public Verdict verify(Parent parent, Block block) {
        Optional<String> wrong = checkHeader(parent, block.header()).or(() -> checkLimits(block));
        if (wrong.isPresent()) {
            return new Verdict.Invalid(wrong.get());
        }
        BlockHeader header = block.header();
        BlockRun run = new BlockRun(genesis, parent.state(), header.timeMs());
        run.begin();
        List<Transaction> transactions = block.transactions();
        for (int i = 0; i < transactions.size(); i++) {
            Optional<Refusal> refusal = execute(run, transactions.get(i), header.timeMs());
            if (refusal.isPresent()) {
                return new Verdict.Invalid("transaction " + i + " may not stand in the block: "
                        + refusal.get().code() + ": " + refusal.get().detail());
            }
        }
        run.payFees(Address.of(
                authorities.at(header.height()).get(header.proposer()).publicKey()));
        StateDiff diff = run.diff(parent.header().timeMs());
        Optional<String> otherRoot = differs(
                        "transactionsRoot", header.transactionsRoot(), MerkleTree.rootOf(transactions))
                .or(() -> differs("transactionCount", header.transactionCount(), (long) transactions.size()))
                .or(() -> differs("receiptsRoot", header.receiptsRoot(), run.receiptsRoot()))
                .or(() -> differs("recordCount", header.recordCount(), (long)
                        run.records().size()))
                .or(() -> differs("stateRoot", header.stateRoot(), diff.root()));
        return otherRoot.isPresent()
                ? new Verdict.Invalid(otherRoot.get())
                : new Verdict.Valid(new Executed(block, run.receipts(), run.records(), diff));
    }

    /**
     * Says why a transaction that has passed the static rules would be refused by, or fail in, a block on {@code newest}.
     * It knows nothing of what else may wait for a block.
     */
    public Optional<Refusal> admit(StateReader newest, Transaction transaction, long nowMs) {
        BlockRun run = new BlockRun(genesis, newest, nowMs);
        Optional<Refusal> refusal = run.execute(transaction);
        if (refusal.isPresent()) {
            return refusal;
        }
        return switch (run.receipts().getFirst().outcome()) {
            case Receipt.Outcome.Applied applied -> Optional.empty();
            case Receipt.Outcome.Failed failed -> Optional.of(failure(failed));
        };
    }

    private static Refusal failure(Receipt.Outcome.Failed failed) {
        String detail = failed.code() == RefusalCode.INSUFFICIENT_FUNDS
                ? "The sender's balance does not cover operation " + failed.operationIndex() + "."
                : failed.code().sentence();
        return Refusal.ofOperation(failed.code(), failed.operationIndex(), detail);
    }

    private Optional<Refusal> execute(BlockRun run, Transaction transaction, long timeMs) {
        Optional<Refusal> refusal = rules.check(transaction, timeMs);
        return refusal.isPresent() ? refusal : run.execute(transaction);
    }

    private Optional<String> checkHeader(Parent parent, BlockHeader header) {
        BlockHeader before = parent.header();
        if (!header.epoch().equals(before.epoch())) {
            return Optional.of("epoch " + header.epoch() + " does not follow epoch " + before.epoch());
        }
        if (!header.height().equals(before.height().next())) {
            return Optional.of("height " + header.height() + " does not follow height " + before.height());
        }
        if (!header.view().isAfter(before.view())) {
            return Optional.of("view " + header.view() + " is not after the parent's view " + before.view());
        }
        if (!header.parentHash().equals(parent.hash())) {
            return differs("parentHash", header.parentHash(), parent.hash());
        }
        if (header.timeMs() <= before.timeMs()) {
            return Optional.of("timeMs " + header.timeMs() + " is not after the parent's " + before.timeMs());
        }
        AuthoritySet authorities = this.authorities.at(header.height());
        if (header.proposer() != authorities.leader(header.view())) {
            return Optional.of("proposer " + header.proposer() + " is not the leader of view " + header.view() + ", "
                    + authorities.leader(header.view()));
        }
        return differs("authoritiesHash", header.authoritiesHash(), authorities.hash());
    }

    private static Optional<String> checkLimits(Block block) {
        if (block.transactions().size() > Block.MAX_TRANSACTIONS) {
            return Optional.of(
                    block.transactions().size() + " transactions are over the limit of " + Block.MAX_TRANSACTIONS);
        }
        return block.size() > Block.MAX_SIZE
                ? Optional.of(block.size() + " bytes are over the limit of " + Block.MAX_SIZE)
                : Optional.empty();
    }

    private static <T> Optional<String> differs(String name, T claimed, T actual) {
        return claimed.equals(actual)
                ? Optional.empty()
                : Optional.of(name + " is " + claimed + " where execution gives " + actual);
    }
}
