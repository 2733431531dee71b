package org.tallystick.ledger.state;

import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.value.Address;

/** The table of accounts. */
public final class Accounts {
    /** Address (20 bytes) → {@link Account}. */
    public static final Table<Address, Account> TABLE = Table.of(0, "accounts", Bytes::of, Account::decode);

    private Accounts() {}

    /** The account of {@code address}, if it was ever paid. */
    public static Optional<Account> read(StateReader state, Address address) {
        return TABLE.read(state, address);
    }
}
