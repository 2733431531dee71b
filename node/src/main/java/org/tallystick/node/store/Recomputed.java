package org.tallystick.node.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.node.store.Columns.AccountBlock;
import org.tallystick.node.store.Columns.Expiry;
import org.tallystick.node.store.LedgerReader.Position;

/**
 * The rows that a ledger must consist of, as they are computed again from its blocks. Rows that never change are compared
 * with the stored ones as they come and only counted; the state is kept, and compared when all blocks are in. Not
 * thread-safe.
 */
final class Recomputed implements Database.Batch, StateReader {
    private static final Address LOWEST = Address.of(new byte[Address.SIZE]);

    private final Database.View stored;
    private final Map<String, AtomicLong> counts = new HashMap<>();
    private final Map<StateKey, Bytes> values = new HashMap<>();
    private final Map<Bytes, Bytes> pages = new HashMap<>();
    private final Map<SentKey, SentKey.Use> sentKeys = new HashMap<>();
    private final NavigableMap<Long, Map<Expiry, SentKeyList>> expiries = new TreeMap<>();
    private final Map<String, Bytes> meta = new HashMap<>();
    private Optional<String> fault = Optional.empty();

    Recomputed(Database.View stored) {
        this.stored = stored;
    }

    /** What was first found not to be stored as it must be. */
    Optional<String> fault() {
        return fault;
    }

    @Override
    public <K, V> void put(Column<K, V> column, K key, V value) {
        if (column.equals(Columns.STATE)) {
            values.put((StateKey) key, (Bytes) value);
        } else if (column.equals(Columns.PAGES)) {
            pages.put((Bytes) key, (Bytes) value);
        } else if (column.equals(Columns.SENT_KEYS)) {
            sentKeys.put((SentKey) key, (SentKey.Use) value);
        } else if (column.equals(Columns.EXPIRIES)) {
            Expiry at = (Expiry) key;
            expiries.computeIfAbsent(at.minute(), minute -> new HashMap<>()).put(at, (SentKeyList) value);
        } else if (column.equals(Columns.META)) {
            meta.put((String) key, (Bytes) value);
        } else {
            compare(column, key, value);
        }
    }

    @Override
    public <K, V> void delete(Column<K, V> column, K key) {
        if (column.equals(Columns.STATE)) {
            values.remove((StateKey) key);
        } else if (column.equals(Columns.PAGES)) {
            pages.remove((Bytes) key);
        } else {
            throw new IllegalArgumentException("blocks delete nothing from " + column.name());
        }
    }

    private <K, V> void compare(Column<K, V> column, K key, V value) {
        counts.computeIfAbsent(column.name(), name -> new AtomicLong()).incrementAndGet();
        if (!same(column, stored.get(column, key), value)) {
            wrong(column, key);
        }
    }

    private static <K, V> boolean same(Column<K, V> column, Optional<V> actual, V expected) {
        return actual.filter(value -> Arrays.equals(
                        column.values().write(value), column.values().write(expected)))
                .isPresent();
    }

    private void wrong(Column<?, ?> column, Object key) {
        if (fault.isEmpty()) {
            fault = Optional.of(
                    "the row " + key + " of the column '" + column.name() + "' is not what the blocks make it");
        }
    }

    /** Forgets sent keys that no block from {@code timeMs} on is checked against. */
    void forget(long timeMs) {
        while (!expiries.isEmpty() && new Expiry(expiries.firstKey(), Height.ZERO).passedBy(timeMs)) {
            long minute = expiries.firstKey();
            for (SentKeyList list : expiries.pollFirstEntry().getValue().values()) {
                for (SentKey key : list.keys()) {
                    sentKeys.computeIfPresent(
                            key, (same, use) -> Expiry.of(use, Height.ZERO).minute() <= minute ? null : use);
                }
            }
        }
    }

    /**
     * Compares what is known only at the end: the state, the totals, and that there are no other rows.
     *
     * @param timeMs of the last block
     */
    void compareAll(long timeMs) {
        meta.forEach((name, value) -> compare(Columns.META, name, value));
        compareState(Columns.STATE, new StateKey(0, Bytes.EMPTY), values);
        compareState(Columns.PAGES, Bytes.of(new byte[0]), pages);
        compareSentKeys(timeMs);
        compareExpiries(timeMs);
        requireNoOther(Columns.META, "");
        requireNoOther(Columns.BLOCKS, Height.ZERO);
        requireNoOther(Columns.BLOCK_HEIGHTS, Hash.ZERO);
        requireNoOther(Columns.CERTIFICATES, Height.ZERO);
        requireNoOther(Columns.TRANSACTIONS, new Position(Height.ZERO, 0));
        requireNoOther(Columns.RECORDS, Height.ZERO);
        requireNoOther(Columns.TRANSACTION_POSITIONS, Hash.ZERO);
        requireNoOther(Columns.ACCOUNT_BLOCKS, new AccountBlock(LOWEST, Height.ZERO));
    }

    private <K, V> void compareState(Column<K, V> column, K lowest, Map<K, V> expected) {
        expected.forEach((key, value) -> compare(column, key, value));
        requireNoOther(column, lowest);
    }

    /** Sent keys whose time has passed are deleted some time after; whether they are still there makes no difference. */
    private void compareSentKeys(long timeMs) {
        sentKeys.forEach((key, use) -> compare(Columns.SENT_KEYS, key, use));
        SentKey lowest = new SentKey(LOWEST, IdempotencyKey.of(new byte[IdempotencyKey.SIZE]));
        stored.ascend(Columns.SENT_KEYS, lowest, (key, use) -> {
            if (!sentKeys.containsKey(key) && !Expiry.of(use, Height.ZERO).passedBy(timeMs)) {
                wrong(Columns.SENT_KEYS, key);
            }
            return fault.isEmpty();
        });
    }

    private void compareExpiries(long timeMs) {
        Map<Expiry, SentKeyList> expected = new HashMap<>();
        expiries.values().forEach(expected::putAll);
        stored.ascend(Columns.EXPIRIES, new Expiry(0, Height.ZERO), (at, list) -> {
            SentKeyList left = expected.remove(at);
            // The order within a list means nothing, and is not the same twice.
            boolean sound = left == null
                    ? at.passedBy(timeMs)
                    : new HashSet<>(left.keys()).equals(new HashSet<>(list.keys()))
                            && left.keys().size() == list.keys().size();
            if (!sound) {
                wrong(Columns.EXPIRIES, at);
            }
            return fault.isEmpty();
        });
        expected.keySet().stream().findFirst().ifPresent(missing -> wrong(Columns.EXPIRIES, missing));
    }

    private <K, V> void requireNoOther(Column<K, V> column, K lowest) {
        AtomicLong found = new AtomicLong();
        stored.ascend(column, lowest, (key, value) -> found.incrementAndGet() > 0);
        AtomicLong expected = counts.getOrDefault(column.name(), new AtomicLong());
        if (fault.isEmpty() && found.get() != expected.get()) {
            fault = Optional.of(
                    "the column '" + column.name() + "' has " + found + " rows where the blocks make " + expected);
        }
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
}
