package org.tallystick.wallet.keystore;

import java.nio.file.Path;
import java.util.List;
import org.tallystick.fuzz.Target;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.AddressFormat;

/** Key files of a wallet, in the clear and encrypted. */
public final class KeyFileTargets {
    private static final Path FILE = Path.of("alice.json");

    private KeyFileTargets() {}

    public static List<Target> all() {
        KeyPair keys = TestNetwork.ALICE;
        Protection plain = new Protection.Plain(Bytes.of(keys.secret()));
        Protection encrypted = new Protection.Encrypted(
                Argon2Cost.RECOMMENDED,
                Bytes.of(new byte[Protection.Encrypted.SALT_SIZE]),
                Bytes.of(new byte[Protection.Encrypted.NONCE_SIZE]),
                Bytes.of(new byte[48]));
        return List.of(Target.text(
                "wallet-key-file",
                text -> KeyFile.toJson(KeyFile.parse("alice", FILE, text)),
                KeystoreException.class::isInstance,
                List.of(json(keys, plain), json(keys, encrypted))));
    }

    private static String json(KeyPair keys, Protection protection) {
        String address = new AddressFormat("tly").format(TestNetwork.address(keys));
        return KeyFile.toJson(new KeyEntry("alice", FILE, keys.publicKey(), address, protection));
    }
}
