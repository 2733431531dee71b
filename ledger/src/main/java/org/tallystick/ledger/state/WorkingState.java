package org.tallystick.ledger.state;

import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.value.Address;

/**
 * One state as a block changes it, all tables together: what was done since the last {@link #commit} is taken back by {@link
 * #rollback}. Balances, which every payment changes, take a way of their own. Not thread-safe.
 */
public final class WorkingState {
    private final WorkingAccounts accounts;
    private final WorkingRows rows;

    /** @param parent the state that the block begins with */
    public WorkingState(StateReader parent) {
        this.accounts = new WorkingAccounts(parent);
        this.rows = new WorkingRows(parent);
    }

    /** Whether the account was ever paid. */
    public boolean exists(Address address) {
        return accounts.exists(address);
    }

    /** Base units; zero where there is no account. */
    public long balance(Address address) {
        return accounts.balance(address);
    }

    /** Takes {@code amount} base units away, or says false and changes nothing where there is less. */
    public boolean debit(Address address, long amount) {
        return accounts.debit(address, amount);
    }

    /** Adds {@code amount} base units, opening the account if need be. */
    public void credit(Address address, long amount) {
        accounts.credit(address, amount);
    }

    /** The row of {@code key}, as it is now. {@code table} is any but that of the accounts. */
    public <K, V extends Encodable> Optional<V> get(Table<K, V> table, K key) {
        return rows.get(table, key);
    }

    /** Sets the row of {@code key}. */
    public <K, V extends Encodable> void put(Table<K, V> table, K key, V value) {
        rows.set(table, key, value);
    }

    /** Removes the row of {@code key}, if there is one. */
    public <K, V extends Encodable> void remove(Table<K, V> table, K key) {
        rows.set(table, key, null);
    }

    /** What was done so far stays. */
    public void commit() {
        accounts.commit();
        rows.commit();
    }

    /** Takes back what was done since the last commit. */
    public void rollback() {
        accounts.rollback();
        rows.rollback();
    }

    /** Adds the rows that differ from those of the state that this began with; an empty one is gone. */
    public void collect(Map<StateKey, Optional<Bytes>> values) {
        accounts.collect(values);
        rows.collect(values);
    }
}
