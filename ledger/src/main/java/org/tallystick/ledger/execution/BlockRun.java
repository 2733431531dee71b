package org.tallystick.ledger.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.operation.Context;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.ruleset.RuleSet;
import org.tallystick.ledger.state.DueQueue;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateDiff;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.state.WorkingState;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * Executes transactions one after the other over one state, at one block time. Expects that each has passed
 * {@link TransactionRules#check}. Not thread-safe.
 */
final class BlockRun {
    private static final Receipt.Outcome APPLIED = new Receipt.Outcome.Applied();

    private final Genesis genesis;
    private final StateReader parent;
    private final long timeMs;
    private final WorkingState state;
    private final WorkingSentKeys sentKeys;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<LedgerRecord> records = new ArrayList<>();
    private long fees;

    BlockRun(Genesis genesis, StateReader parent, long timeMs) {
        this.genesis = genesis;
        this.parent = parent;
        this.timeMs = timeMs;
        this.state = new WorkingState(parent);
        this.sentKeys = new WorkingSentKeys(parent, timeMs);
    }

    /** Does what is due, before the first transaction. */
    void begin() {
        for (DueQueue.Item item : DueQueue.take(state, timeMs)) {
            RuleSet.ONE.work(item.work()).run(state, item.subject(), timeMs).ifPresent(records::add);
        }
        state.commit();
    }

    /**
     * Executes one transaction and adds its receipt, or says why it may not stand in the block and changes nothing. Whether
     * the key was used comes first: a repeat is told so even where its first use has emptied the account.
     */
    Optional<Refusal> execute(Transaction transaction) {
        TransactionBody body = transaction.body();
        SentKey key = new SentKey(body.sender(), body.idempotencyKey());
        Optional<SentKey.Use> use = sentKeys.use(key);
        if (use.isPresent()) {
            return Optional.of(repeated(transaction, use.get()));
        }
        if (!state.exists(body.sender())) {
            return Optional.of(
                    Refusal.of(RefusalCode.UNKNOWN_ACCOUNT, "The sender has no account: it was never paid."));
        }
        long fee = body.fee().baseUnits();
        if (!state.debit(body.sender(), fee)) {
            return Optional.of(Refusal.of(
                    RefusalCode.INSUFFICIENT_FUNDS,
                    "The fee is " + body.fee() + "; the sender has " + balance(body.sender()) + "."));
        }
        state.commit();
        fees += fee;
        sentKeys.remember(key, new SentKey.Use(transaction.id(), body.validUntilMs()));
        receipts.add(new Receipt(transaction.id(), apply(transaction), body.fee()));
        return Optional.empty();
    }

    private Receipt.Outcome apply(Transaction transaction) {
        Address sender = transaction.body().sender();
        List<Operation> operations = transaction.body().operations();
        for (int i = 0; i < operations.size(); i++) {
            Optional<RefusalCode> failure =
                    operations.get(i).apply(new Context(genesis, state, timeMs, sender, transaction.id(), i));
            if (failure.isPresent()) {
                state.rollback();
                return new Receipt.Outcome.Failed(failure.get(), i);
            }
        }
        state.commit();
        return APPLIED;
    }

    private static Refusal repeated(Transaction transaction, SentKey.Use use) {
        return use.transactionId().equals(transaction.id())
                ? Refusal.because(
                        RefusalCode.ALREADY_INCLUDED, use.transactionId(), "The transaction is in the ledger already.")
                : Refusal.because(
                        RefusalCode.IDEMPOTENCY_CONFLICT,
                        use.transactionId(),
                        "The idempotency key was used by transaction " + use.transactionId() + ".");
    }

    /** What the transactions so far have left in the account. */
    Amount balance(Address address) {
        return Amount.ofBaseUnits(state.balance(address));
    }

    /** One receipt per transaction executed, in order. */
    List<Receipt> receipts() {
        return receipts;
    }

    /** What the work that was due has left, in order. */
    List<LedgerRecord> records() {
        return records;
    }

    /** The root over all that came of the block. */
    Hash receiptsRoot() {
        return MerkleTree.rootOf(Receipt.leaves(receipts, records));
    }

    /** Pays the fees of the block to {@code proposer}: once, after the last transaction. */
    void payFees(Address proposer) {
        if (fees > 0) {
            state.credit(proposer, fees);
            state.commit();
        }
    }

    /**
     * All that has changed, with the tree over it.
     *
     * @param parentTimeMs time of the parent block
     */
    StateDiff diff(long parentTimeMs) {
        Map<StateKey, Optional<Bytes>> values = new HashMap<>();
        state.collect(values);
        sentKeys.collect(parentTimeMs, values);
        return diff(parent, values, sentKeys.uses());
    }

    /** The changes {@code values} over {@code parent}, with the tree over them. */
    static StateDiff diff(
            StateReader parent, Map<StateKey, Optional<Bytes>> values, Map<SentKey, SentKey.Use> sentKeys) {
        Map<Hash, Optional<Hash>> leaves = HashMap.newHashMap(values.size());
        for (Map.Entry<StateKey, Optional<Bytes>> each : values.entrySet()) {
            Optional<Bytes> value = each.getValue();
            leaves.put(
                    each.getKey().path(),
                    value.isPresent()
                            ? Optional.of(HashTag.STATE_VALUE.hash(value.get().toByteArray()))
                            : Optional.empty());
        }
        StateTree.Update update = StateTree.update(parent, leaves);
        return new StateDiff(values, sentKeys, update.pages(), update.root());
    }
}
