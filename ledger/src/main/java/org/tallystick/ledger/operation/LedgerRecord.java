package org.tallystick.ledger.operation;

import java.util.Set;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.value.Address;

/**
 * What happened in a block by itself, as no transaction of that block caused it. Records stand beside the receipts under one
 * root. Encoded as a {@code u8} tag and the fields.
 */
public interface LedgerRecord extends Encodable {

    /** How it is written down. */
    Form<? extends LedgerRecord> form();

    /** Whom it concerns, and who so find it in their history. */
    Set<Address> parties();

    /** By how many base units it changes what {@code account} owns. */
    long change(Address account);

    @Override
    default void encode(BorshWriter out) {
        form().encode(out, this);
    }
}
