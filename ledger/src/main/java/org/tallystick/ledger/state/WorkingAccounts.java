package org.tallystick.ledger.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * The accounts that a block touches, as its transactions leave them: each is read and decoded once, at its first use, and
 * encoded once, at the end. Changes are taken back by {@link #rollback} until {@link #commit}. Not thread-safe.
 */
final class WorkingAccounts {
    private final StateReader parent;
    private final Map<Address, Entry> entries = new HashMap<>();
    private final List<Entry> uncommitted = new ArrayList<>();

    WorkingAccounts(StateReader parent) {
        this.parent = parent;
    }

    boolean exists(Address address) {
        return entry(address).exists;
    }

    /** Base units; zero where there is no account. */
    long balance(Address address) {
        return entry(address).balance;
    }

    /** Takes {@code amount} base units away, or says false and changes nothing where there is less. */
    boolean debit(Address address, long amount) {
        Entry entry = entry(address);
        if (entry.balance < amount) {
            return false;
        }
        entry.balance -= amount;
        uncommitted.add(entry);
        return true;
    }

    /** Adds {@code amount} base units, opening the account if need be. */
    void credit(Address address, long amount) {
        Entry entry = entry(address);
        // Exact only to be sure: the sum of all balances is below 2^63, by the genesis.
        entry.balance = Math.addExact(entry.balance, amount);
        entry.exists = true;
        uncommitted.add(entry);
    }

    void commit() {
        for (int i = 0; i < uncommitted.size(); i++) {
            uncommitted.get(i).commit();
        }
        uncommitted.clear();
    }

    void rollback() {
        for (int i = 0; i < uncommitted.size(); i++) {
            uncommitted.get(i).rollback();
        }
        uncommitted.clear();
    }

    /** Adds the accounts that differ from the parent's to {@code values}. */
    void collect(Map<StateKey, Optional<Bytes>> values) {
        for (Entry entry : entries.values()) {
            Account after = entry.before.orElse(Account.EMPTY).withBalance(Amount.ofBaseUnits(entry.balance));
            if (entry.exists && (entry.before.isEmpty() || !entry.before.get().equals(after))) {
                values.put(Accounts.TABLE.key(entry.address), Optional.of(Bytes.encodingOf(after)));
            }
        }
    }

    private Entry entry(Address address) {
        Entry known = entries.get(address);
        if (known != null) {
            return known;
        }
        Entry read = new Entry(address, Accounts.read(parent, address));
        entries.put(address, read);
        return read;
    }

    /** One account in plain variables: a block changes the same ones over and over. */
    private static final class Entry {
        private final Address address;
        private final Optional<Account> before;
        private long balance;
        private boolean exists;
        private long committedBalance;
        private boolean committedExists;

        Entry(Address address, Optional<Account> before) {
            this.address = address;
            this.before = before;
            this.balance = before.orElse(Account.EMPTY).balance().baseUnits();
            this.exists = before.isPresent();
            commit();
        }

        private void commit() {
            committedBalance = balance;
            committedExists = exists;
        }

        private void rollback() {
            balance = committedBalance;
            exists = committedExists;
        }
    }
}
