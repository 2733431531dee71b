package org.tallystick.node.net;

import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;

/**
 * Who this node is among its peers.
 *
 * @param key the key of one of the authorities
 */
public record PeerIdentity(KeyPair key, AuthoritySet authorities, Hash genesisHash) {

    /** @throws IllegalArgumentException if the key is none of the authorities' */
    public PeerIdentity {
        if (authorities.indexOf(key.publicKey()).isEmpty()) {
            throw new IllegalArgumentException("the key " + key.publicKey() + " is none of the authorities'");
        }
    }

    /** This node's index among the authorities. */
    public int index() {
        return authorities.indexOf(key.publicKey()).orElseThrow();
    }

    /** The protocol and the network, as the handshake names them. */
    String protocol() {
        return "tallystick/1/" + genesisHash.hex();
    }
}
