package org.tallystick.node.store;

import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;

/**
 * The newest stored state, with what is used most in memory. While a block is being appended a reader may already see
 * it; once the append has returned, every reader does.
 */
final class LiveState implements StateReader {
    private final StateReader stored;
    private final HotCache<StateKey, Bytes> values;
    private final HotCache<Bytes, Bytes> pages;

    LiveState(StateReader stored, StoreTuning tuning) {
        this.stored = stored;
        this.values = new HotCache<>(tuning.cachedValues());
        this.pages = new HotCache<>(tuning.cachedPages());
    }

    @Override
    public Optional<Bytes> get(StateKey key) {
        return values.get(key, stored::get);
    }

    @Override
    public Optional<SentKey.Use> lastUse(SentKey key) {
        // Almost every key asked for was never used, and the column's filter says so without a read.
        return stored.lastUse(key);
    }

    @Override
    public Optional<Bytes> page(Bytes prefix) {
        return pages.get(prefix, stored::page);
    }

    /** Takes over what was just committed. */
    void update(Map<StateKey, Optional<Bytes>> newValues, Map<Bytes, Optional<Bytes>> newPages) {
        values.update(newValues);
        pages.update(newPages);
    }
}
