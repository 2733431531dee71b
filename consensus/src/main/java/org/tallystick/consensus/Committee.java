package org.tallystick.consensus;

import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** Who decides in one epoch of one network, and what their signatures cover besides the ballot. */
public record Committee(Hash genesisHash, Epoch epoch, AuthoritySet authorities) {

    /** {@code n}. */
    public int size() {
        return authorities.size();
    }

    /** Index of the authority that leads {@code view}. */
    public int leader(View view) {
        return authorities.leader(view);
    }
}
