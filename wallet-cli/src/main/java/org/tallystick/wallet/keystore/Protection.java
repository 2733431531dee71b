package org.tallystick.wallet.keystore;

import org.tallystick.ledger.codec.Bytes;

/** How a key file holds its secret. */
public sealed interface Protection {

    /** Under a passphrase: Argon2id makes the key of AES-256-GCM. */
    record Encrypted(Argon2Cost cost, Bytes salt, Bytes nonce, Bytes ciphertext) implements Protection {
        static final int SALT_SIZE = 16;
        static final int NONCE_SIZE = 12;
    }

    /** In the clear, as the owner of the key asked for: for test networks. */
    record Plain(Bytes secret) implements Protection {
        @Override
        public String toString() {
            return "Plain";
        }
    }
}
