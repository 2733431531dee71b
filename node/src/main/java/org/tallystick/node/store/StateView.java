package org.tallystick.node.store;

import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;

/** The state as one view of the database has it. */
record StateView(Database.View view) implements StateReader {

    @Override
    public Optional<Bytes> get(StateKey key) {
        return view.get(Columns.STATE, key);
    }

    @Override
    public Optional<SentKey.Use> lastUse(SentKey key) {
        return view.get(Columns.SENT_KEYS, key);
    }

    @Override
    public Optional<Bytes> page(Bytes prefix) {
        return view.get(Columns.PAGES, prefix);
    }
}
