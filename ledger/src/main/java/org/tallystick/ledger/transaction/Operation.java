package org.tallystick.ledger.transaction;

import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.value.Address;

/** One thing a transaction does. Encoded as a {@code u8} tag and the operation's fields. */
public sealed interface Operation extends Encodable permits Transfer {

    /** Least encoded size in bytes. */
    int MIN_SIZE = 29;

    /** The most that it takes from the transaction's sender, in base units, the fee not counted; not negative. */
    long spends();

    /** Whose accounts it adds to when it applies; the sender may be among them. */
    List<Address> receivers();

    static Operation decode(BorshReader in) {
        int tag = in.u8();
        return switch (tag) {
            case Transfer.TAG -> Transfer.decodeFields(in);
            default -> throw new DecodeException("unknown operation " + tag);
        };
    }
}
