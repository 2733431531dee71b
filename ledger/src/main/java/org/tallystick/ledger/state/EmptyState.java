package org.tallystick.ledger.state;

import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;

/** The state before the genesis block: nothing. */
public record EmptyState() implements StateReader {

    @Override
    public Optional<Bytes> get(StateKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<SentKey.Use> lastUse(SentKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<Bytes> page(Bytes prefix) {
        return Optional.empty();
    }
}
