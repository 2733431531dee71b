package org.tallystick.config;

import java.nio.file.Path;
import java.util.HexFormat;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.PublicKey;
import tools.jackson.databind.json.JsonMapper;

/** A node's authority key on disk, unencrypted so that the node starts unattended; only its owner may read the file. */
public final class NodeKeyFile {
    private NodeKeyFile() {}

    /**
     * Reads the key.
     *
     * @throws ConfigException if the file is malformed, its two halves don't match, or others may read it
     */
    public static KeyPair read(Path file) {
        ConfigTree root = ConfigTree.readJson(file);
        if (TextFiles.openToOthers(file)) {
            throw root.error("", "others than its owner have access to this key", "Run chmod 600 " + file + ".");
        }
        PublicKey publicKey = root.parsed("publicKey", PublicKey::fromHex);
        KeyPair keys = secretKey(root);
        root.requireNoOther();
        if (!keys.publicKey().equals(publicKey)) {
            throw root.error("publicKey", "is not the one of secretKey", "Restore the file from its backup.");
        }
        return keys;
    }

    /** Writes the key, readable by nobody but the owner. */
    public static void write(Path file, KeyPair keys) {
        String json = new JsonMapper()
                .createObjectNode()
                .put("publicKey", keys.publicKey().hex())
                .put("secretKey", HexFormat.of().formatHex(keys.secret()))
                .toPrettyString();
        TextFiles.writePrivate(file, json + "\n");
    }

    /** Its own parsing, because an error must not quote the secret. */
    private static KeyPair secretKey(ConfigTree root) {
        try {
            return KeyPair.of(HexFormat.of().parseHex(root.text("secretKey")));
        } catch (IllegalArgumentException e) {
            throw root.error("secretKey", "is not 64 hex digits of a P-256 key", "Restore the file from its backup.");
        }
    }
}
