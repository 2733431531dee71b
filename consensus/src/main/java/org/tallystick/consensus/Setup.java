package org.tallystick.consensus;

import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.crypto.Verifier;

/**
 * What a state machine is given once and keeps.
 *
 * @param signer the key of this node. Empty, or a key of none of the authorities: the node only follows and never votes
 */
public record Setup(Committee committee, Verifier verifier, Optional<Signer> signer, Timeouts timeouts) {

    /** This node's index among the authorities; empty for one that only follows. */
    public OptionalInt index() {
        return signer.isEmpty()
                ? OptionalInt.empty()
                : committee.authorities().indexOf(signer.orElseThrow().publicKey());
    }
}
