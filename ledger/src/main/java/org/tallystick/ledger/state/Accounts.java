package org.tallystick.ledger.state;

import java.util.Optional;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.value.Address;

/** Reads accounts out of a state. */
public final class Accounts {
    private Accounts() {}

    /** The account of {@code address}, if it was ever paid. */
    public static Optional<Account> read(StateReader state, Address address) {
        Optional<Bytes> value = state.get(StateKey.account(address));
        return value.isPresent()
                ? Optional.of(BorshReader.decodeAll(value.get().toByteArray(), Account::decode))
                : Optional.empty();
    }
}
