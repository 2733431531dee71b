package org.tallystick.node.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.simulation.Oracle;
import org.tallystick.consensus.simulation.Violation;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredRecord;
import org.tallystick.node.store.StoredTransaction;

/**
 * Watches every step of every honest node: what it says, what it stores, and what it still has when it comes back. Keeps
 * books of its own, in plain numbers, and no rule of the node's.
 */
final class Checker {
    private final Committee committee;
    private final Oracle oracle;
    private final Set<Hash> wrong = new HashSet<>();
    private final Map<Long, Hash> chain = new HashMap<>();
    private final List<Integer> leaders = new ArrayList<>();
    private final Map<Hash, Long> placed = new HashMap<>();
    private final Map<String, Hash> paid = new HashMap<>();
    private final Map<Address, Long> books = new HashMap<>();
    private final Map<Integer, Long> stored = new HashMap<>();
    private final long supply;
    private long views;

    /** In deposits of names. */
    private long aside;

    private boolean complete = true;

    /** @param liars whose word counts for nothing */
    Checker(Genesis genesis, Committee committee, Set<Integer> liars) {
        this.committee = committee;
        this.oracle = new Oracle(committee, liars, false);
        genesis.balances()
                .forEach(each -> books.put(each.address(), each.amount().baseUnits()));
        this.supply = total();
    }

    /** An honest node says something. */
    void said(Message message) {
        oracle.said(committee.leader(message.view()), message);
    }

    /**
     * A liar says something.
     *
     * @param invented whether its node did not say so
     */
    void lied(Message message, boolean invented) {
        if (message instanceof Message.Proposal proposal) {
            oracle.overheard(proposal);
            if (invented) {
                wrong.add(proposal.block().hash());
            }
        }
    }

    /** A node comes up with this ledger. It may hold blocks that no node has told of, if the power went just before. */
    void started(int node, LedgerStore ledger) {
        long height = ledger.head().header().height().value();
        long before = stored.getOrDefault(node, 0L);
        if (height < before) {
            throw new Violation("node " + node + " had stored height " + before + " and came back with " + height);
        }
        if (height > 0
                && !ledger.head()
                        .hash()
                        .equals(chain.getOrDefault(height, ledger.head().hash()))) {
            throw new Violation("node " + node + " came back with another block at height " + height);
        }
        stored.put(node, height);
        for (Height next = Height.of(chain.size() + 1L); next.value() <= height; next = next.next()) {
            Height at = next;
            learn(ledger.block(at).orElseThrow(), ledger.transactions(at), () -> ledger.records(at));
        }
    }

    /** A node has lost its ledger: nothing is asked of what it had. */
    void wiped(int node) {
        stored.remove(node);
    }

    /** A node tells its clients that this block is final. */
    void stored(
            int node, StoredBlock block, List<StoredTransaction> transactions, Supplier<List<StoredRecord>> records) {
        long height = block.header().height().value();
        long before = stored.getOrDefault(node, 0L);
        if (height != before + 1) {
            throw new Violation("node " + node + " announced height " + height + " after " + before);
        }
        stored.put(node, height);
        learn(block, transactions, records);
    }

    private void learn(StoredBlock block, List<StoredTransaction> transactions, Supplier<List<StoredRecord>> records) {
        long height = block.header().height().value();
        Hash first = chain.putIfAbsent(height, block.hash());
        views = Math.max(views, block.header().view().value());
        if (first == null) {
            enter(block, transactions);
            if (block.header().recordCount() > 0) {
                book(records);
            }
            balance();
        } else if (!first.equals(block.hash())) {
            throw new Violation("two final blocks at height " + height);
        }
    }

    private void enter(StoredBlock block, List<StoredTransaction> transactions) {
        long height = block.header().height().value();
        if (wrong.contains(block.hash())) {
            throw new Violation("the wrong block of a liar is final at height " + height);
        }
        if (height > 1 && !Objects.equals(block.header().parentHash(), chain.get(height - 1))) {
            throw new Violation("the block at height " + height + " does not stand on the final one below");
        }
        leaders.add(block.header().proposer());
        for (StoredTransaction each : transactions) {
            Transaction transaction = each.transaction();
            Long earlier = placed.putIfAbsent(transaction.id(), height);
            if (earlier != null) {
                throw new Violation(transaction.id() + " is final at " + earlier + " and again at " + height);
            }
            Hash other = paid.putIfAbsent(
                    transaction.body().sender() + "/" + transaction.body().idempotencyKey(), transaction.id());
            if (other != null) {
                throw new Violation("one idempotency key paid twice: " + other + " and " + transaction.id());
            }
            book(each, committee.authorities().get(block.header().proposer()).publicKey());
        }
    }

    /** What happened by itself. A disk that has lost it makes the books incomplete from here on. */
    private void book(Supplier<List<StoredRecord>> records) {
        try {
            for (StoredRecord each : records.get()) {
                for (Address party : each.record().parties()) {
                    change(party, each.record().change(party));
                }
            }
        } catch (StoreException unreadable) {
            complete = false;
        }
    }

    /** All that is owned or set aside is the supply. */
    private void balance() {
        long deposit = World.NAMES.deposit().baseUnits();
        if (total() + aside != supply || (complete && (aside < 0 || aside % deposit != 0))) {
            throw new Violation("of a supply of " + supply + " there are " + total() + " and " + aside + " set aside");
        }
    }

    private void change(Address account, long amount) {
        aside -= amount;
        add(account, amount);
    }

    private void book(StoredTransaction each, PublicKey proposer) {
        Transaction transaction = each.transaction();
        Address sender = transaction.body().sender();
        long fee = each.receipt().feePaid().baseUnits();
        move(sender, Address.of(proposer), fee);
        if (each.receipt().outcome() instanceof Receipt.Outcome.Applied) {
            Set<Address> parties = each.receipt().parties(transaction.body());
            for (Operation operation : transaction.body().operations()) {
                parties.forEach(party -> change(party, operation.change(sender, party)));
            }
        }
    }

    private void move(Address from, Address to, long amount) {
        add(from, -amount);
        add(to, amount);
    }

    private void add(Address account, long amount) {
        long left = books.merge(account, amount, Long::sum);
        if (left < 0) {
            throw new Violation(account + " has spent more than it had");
        }
    }

    private long total() {
        return books.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a client was told is final. */
    boolean isFinal(Hash transactionId) {
        return placed.containsKey(transactionId);
    }

    /** The view of the highest final block. */
    long views() {
        return views;
    }

    /** The newest final block, if there is any after genesis. */
    Optional<Hash> newest() {
        return Optional.ofNullable(chain.get((long) chain.size()));
    }

    /** Whose blocks became final above {@code height}. */
    Set<Integer> leadersAbove(long height) {
        return new HashSet<>(leaders.subList((int) height, leaders.size()));
    }

    long height() {
        return chain.size();
    }

    /** A node's own figures, at the end of a run, are those of the books; it may refuse to tell those that are damaged. */
    void compare(Site node) {
        books.forEach((account, expected) -> {
            Optional<Amount> actual = node.balance(account);
            if (actual.isPresent() && actual.get().baseUnits() != expected) {
                throw new Violation(
                        "node " + node.index() + " says " + actual.get() + " for " + account + ", not " + expected);
            }
        });
    }
}
