package org.tallystick.ledger.operation;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.value.Address;

/**
 * One thing a transaction does: what it says, and all that must be known of its kind. Kinds stand in a package each and in
 * {@link org.tallystick.ledger.ruleset.RuleSet}. Encoded as a {@code u8} tag and the fields.
 */
public interface Operation extends Encodable {

    /** How it is written down. */
    Form<? extends Operation> form();

    /** What is wrong with it whatever the state. */
    Optional<Fault> check();

    /** The most that it takes from the transaction's sender, in base units, the fee not counted; not negative. */
    long spends();

    /** Whom it concerns besides the sender when it applies; the sender may be among them. */
    List<Address> others();

    /** By how many base units it changes what {@code account} owns when it applies. */
    long change(Address sender, Address account);

    /** Applies it, or says why it can't be; then the state may be left half changed. */
    Optional<RefusalCode> apply(Context context);

    @Override
    default void encode(BorshWriter out) {
        form().encode(out, this);
    }

    /**
     * Why an operation is refused, without its place in the transaction.
     *
     * @param detail one plain sentence
     */
    record Fault(RefusalCode code, String detail) {}
}
