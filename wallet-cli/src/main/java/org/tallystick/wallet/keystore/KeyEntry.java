package org.tallystick.wallet.keystore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.value.Address;
import org.tallystick.wallet.keystore.KeystoreException.Kind;

/**
 * A key file's content.
 *
 * @param name the file's, without its ending
 * @param address as text, with the prefix of the network for which the key was made
 */
public record KeyEntry(String name, Path file, PublicKey publicKey, String address, Protection protection) {

    /** The account that this key opens, on any network. */
    public Address account() {
        return Address.of(publicKey);
    }

    /**
     * The key itself.
     *
     * @param passphrase asked only if the key is encrypted
     * @throws KeystoreException {@link Kind#WRONG_PASSPHRASE}, or {@link Kind#DAMAGED} if the secret is not that of the
     *     public key
     */
    public KeyPair unlock(Supplier<Passphrase> passphrase) {
        KeyPair keys = switch (protection) {
            case Protection.Plain plain -> keyPair(plain.secret().toByteArray());
            case Protection.Encrypted box -> keyPair(decrypt(box, passphrase));
        };
        if (!keys.publicKey().equals(publicKey)) {
            throw damaged();
        }
        return keys;
    }

    private byte[] decrypt(Protection.Encrypted box, Supplier<Passphrase> source) {
        try (Passphrase passphrase = source.get()) {
            Optional<byte[]> secret = SecretBox.open(box, publicKey, passphrase);
            return secret.orElseThrow(() -> new KeystoreException(
                    Kind.WRONG_PASSPHRASE,
                    "wrong passphrase for " + name + ", or its file was changed",
                    "Try again; if you are sure of the passphrase, restore " + file + " from its backup."));
        }
    }

    private KeyPair keyPair(byte[] secret) {
        try {
            return KeyPair.of(secret);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private KeystoreException damaged() {
        return new KeystoreException(
                Kind.DAMAGED,
                "the secret in " + file + " is not that of its public key",
                "Restore the file from its backup.");
    }
}
