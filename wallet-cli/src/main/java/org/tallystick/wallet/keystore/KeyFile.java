package org.tallystick.wallet.keystore;

import java.nio.file.Path;
import java.util.HexFormat;
import org.tallystick.config.ConfigException;
import org.tallystick.config.ConfigTree;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.wallet.keystore.KeystoreException.Kind;
import org.tallystick.wallet.keystore.Protection.Encrypted;
import org.tallystick.wallet.keystore.Protection.Plain;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@link KeyEntry} to and from JSON. */
final class KeyFile {
    private static final int VERSION = 1;

    private KeyFile() {}

    static String toJson(KeyEntry entry) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("version", VERSION);
        root.put("address", entry.address());
        root.put("publicKey", entry.publicKey().hex());
        ObjectNode secret = root.putObject("secretKey");
        switch (entry.protection()) {
            case Plain plain ->
                secret.put("encryption", "none").put("secret", plain.secret().hex());
            case Encrypted box ->
                secret.put("encryption", "argon2id-aes-256-gcm")
                        .put("memoryKib", box.cost().memoryKib())
                        .put("iterations", box.cost().iterations())
                        .put("parallelism", box.cost().parallelism())
                        .put("salt", box.salt().hex())
                        .put("nonce", box.nonce().hex())
                        .put("ciphertext", box.ciphertext().hex());
        }
        return root.toPrettyString() + "\n";
    }

    /** @throws KeystoreException {@link Kind#DAMAGED} */
    static KeyEntry parse(String name, Path file, String json) {
        try {
            ConfigTree root = ConfigTree.parseJson(json, file.toString());
            if (root.number("version") != VERSION) {
                throw root.error("version", "is not one that this wallet knows", "Use a newer wallet.");
            }
            PublicKey publicKey = root.parsed("publicKey", PublicKey::fromHex);
            String address = root.text("address");
            ConfigTree secret = root.table("secretKey");
            Protection protection = protection(secret);
            secret.requireNoOther();
            root.requireNoOther();
            if (!addresses(address, publicKey)) {
                throw root.error("address", "is not that of the public key", "Restore the file from its backup.");
            }
            return new KeyEntry(name, file, publicKey, address, protection);
        } catch (ConfigException e) {
            throw new KeystoreException(
                    Kind.DAMAGED, file + " is not a sound key file: " + e.key() + " " + e.problem(), e.remedy());
        }
    }

    private static Protection protection(ConfigTree secret) {
        String encryption = secret.text("encryption");
        return switch (encryption) {
            case "none" -> new Plain(hex(secret, "secret", 32));
            case "argon2id-aes-256-gcm" ->
                new Encrypted(
                        cost(secret),
                        hex(secret, "salt", Encrypted.SALT_SIZE),
                        hex(secret, "nonce", Encrypted.NONCE_SIZE),
                        hex(secret, "ciphertext", 48));
            default -> throw secret.error("encryption", "is not one that this wallet knows", "Use a newer wallet.");
        };
    }

    private static Argon2Cost cost(ConfigTree secret) {
        try {
            return new Argon2Cost(
                    Math.toIntExact(secret.number("memoryKib")),
                    Math.toIntExact(secret.number("iterations")),
                    Math.toIntExact(secret.number("parallelism")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw secret.error("memoryKib", "Argon2 parameters out of range", "Restore the file from its backup.");
        }
    }

    /** Its own parsing, because an error must not quote what may be a secret. */
    private static Bytes hex(ConfigTree table, String key, int size) {
        try {
            byte[] bytes = HexFormat.of().parseHex(table.text(key));
            if (bytes.length == size) {
                return Bytes.of(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one error for both.
        }
        throw table.error(key, "is not " + 2 * size + " hex digits", "Restore the file from its backup.");
    }

    private static boolean addresses(String text, PublicKey publicKey) {
        int separator = text.lastIndexOf('1');
        try {
            return separator > 0
                    && new AddressFormat(text.substring(0, separator))
                            .parse(text)
                            .equals(Address.of(publicKey));
        } catch (AddressException | IllegalArgumentException e) {
            return false;
        }
    }
}
