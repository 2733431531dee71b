package org.tallystick.node.mempool;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;

/** What one sender has waiting, in order of arrival. Guarded by the lock of its {@link Mempool}. */
final class SenderQueue {
    /** Of a sender with nothing waiting; nothing is added to it. */
    static final SenderQueue NONE = new SenderQueue();

    private final Map<Hash, Transaction> waiting = new LinkedHashMap<>();
    private Amount debit = Amount.ZERO;
    private long bytes;

    void add(Transaction transaction, Amount takes) {
        waiting.put(transaction.id(), transaction);
        debit = debit.plus(takes);
        bytes += transaction.size();
    }

    void remove(Transaction transaction, Amount takes) {
        waiting.remove(transaction.id());
        debit = debit.minus(takes);
        bytes -= transaction.size();
    }

    Iterator<Transaction> inOrder() {
        return waiting.values().iterator();
    }

    int count() {
        return waiting.size();
    }

    /** What all of them may take from the sender, fees included. */
    Amount debit() {
        return debit;
    }

    /** Sum of their encoded sizes. */
    long bytes() {
        return bytes;
    }
}
