package org.tallystick.wallet;

import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.keystore.Protection;
import tools.jackson.databind.node.ObjectNode;

/** What commands say of a key. Never its secret. */
final class KeyText {
    private KeyText() {}

    static void toJson(KeyEntry entry, ObjectNode json) {
        json.put("name", entry.name());
        json.put("address", entry.address());
        json.put("publicKey", entry.publicKey().hex());
        json.put("encrypted", encrypted(entry));
        json.put("file", entry.file().toString());
    }

    static String toText(KeyEntry entry) {
        return "Address     " + entry.address() + "\nPublic key  " + entry.publicKey() + "\nEncrypted   "
                + (encrypted(entry) ? "yes, under a passphrase" : "NO: whoever reads the file has the key")
                + "\nFile        " + entry.file() + "\n";
    }

    static boolean encrypted(KeyEntry entry) {
        return switch (entry.protection()) {
            case Protection.Encrypted box -> true;
            case Protection.Plain plain -> false;
        };
    }
}
