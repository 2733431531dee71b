package org.tallystick.ledger.execution;

import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.value.Address;

/**
 * Which keys may act for an account: the one place that says so, asked at admission, in blocks and in proofs. Today it is the key
 * that the account's address is made of, for good, so that no state is needed to tell.
 */
final class ActingKeys {
    private ActingKeys() {}

    static boolean mayAct(Address account, PublicKey key) {
        return Address.of(key).equals(account);
    }
}
