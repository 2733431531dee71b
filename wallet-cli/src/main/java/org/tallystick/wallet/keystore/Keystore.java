package org.tallystick.wallet.keystore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tallystick.config.ConfigException;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.wallet.keystore.KeystoreException.Kind;

/**
 * A folder of key files, {@code NAME.json} each. The folder is made when the first key is, with access for its owner
 * alone, and so is each file.
 */
public final class Keystore {
    private static final String ENDING = ".json";

    private final Path folder;
    private final Argon2Cost cost;

    public Keystore(Path folder) {
        this(folder, Argon2Cost.RECOMMENDED);
    }

    Keystore(Path folder, Argon2Cost cost) {
        this.folder = folder;
        this.cost = cost;
    }

    /** Says whether {@code name} can be a key's: short enough never to be mistaken for an address. */
    public static boolean isName(String name) {
        return name.matches("[a-z0-9][a-z0-9._-]{0,31}");
    }

    /**
     * Keeps {@code keys} under {@code passphrase}.
     *
     * @param format writes the address that stands in the file
     * @throws KeystoreException {@link Kind#BAD_NAME} or {@link Kind#EXISTS}: no key is ever overwritten
     */
    public KeyEntry create(String name, KeyPair keys, AddressFormat format, Passphrase passphrase) {
        byte[] secret = keys.secret();
        return keep(name, keys, format, SecretBox.seal(secret, keys.publicKey(), passphrase, cost, new SecureRandom()));
    }

    /**
     * Keeps {@code keys} unencrypted, for test networks: whoever reads the file has the money.
     *
     * @throws KeystoreException as {@link #create}
     */
    public KeyEntry createInsecure(String name, KeyPair keys, AddressFormat format) {
        return keep(name, keys, format, new Protection.Plain(Bytes.of(keys.secret())));
    }

    /** All sound keys, by name: one file that is damaged must not lock away the others. */
    public List<KeyEntry> list() {
        return list(unsound -> {});
    }

    /**
     * All sound keys, by name.
     *
     * @param unsound told of each file that is passed over, and why
     */
    public List<KeyEntry> list(Consumer<KeystoreException> unsound) {
        List<KeyEntry> keys = new ArrayList<>();
        for (String name : names()) {
            try {
                keys.add(read(name));
            } catch (KeystoreException e) {
                unsound.accept(e);
            }
        }
        return List.copyOf(keys);
    }

    /** The key of this name, if there is one. */
    public Optional<KeyEntry> find(String name) {
        return isName(name) && Files.exists(file(name)) ? Optional.of(read(name)) : Optional.empty();
    }

    /**
     * Deletes the key's file.
     *
     * @throws KeystoreException {@link Kind#NOT_FOUND}
     */
    public void remove(String name) {
        try {
            if (!isName(name) || !Files.deleteIfExists(file(name))) {
                throw notFound(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the key files. */
    public Path folder() {
        return folder;
    }

    /** What a caller throws who needs a name that is free. */
    public static KeystoreException exists(String name) {
        return new KeystoreException(
                Kind.EXISTS, "there is already a key named " + name, "Choose another name, or remove that one.");
    }

    /** What a caller throws who can't do without the key. */
    public static KeystoreException notFound(String name) {
        return new KeystoreException(
                Kind.NOT_FOUND, "there is no key named " + name, "See which there are with: tally wallet list.");
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .filter(Keystore::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyEntry read(String name) {
        Path file = file(name);
        KeyEntry entry;
        try {
            entry = KeyFile.parse(name, file, TextFiles.read(file));
        } catch (ConfigException e) {
            throw new KeystoreException(Kind.DAMAGED, file + " " + e.problem(), e.remedy());
        }
        if (entry.protection() instanceof Protection.Plain && TextFiles.openToOthers(file)) {
            throw new KeystoreException(
                    Kind.EXPOSED,
                    "others than its owner have access to the unencrypted key " + file,
                    "Run chmod 600 " + file + ".");
        }
        return entry;
    }

    private KeyEntry keep(String name, KeyPair keys, AddressFormat format, Protection protection) {
        if (!isName(name)) {
            throw new KeystoreException(
                    Kind.BAD_NAME,
                    "\"" + name + "\" is not a name for a key",
                    "Use 1 to 32 of a-z, 0-9, dot, hyphen and underscore, a letter or digit first.");
        }
        String address = format.format(Address.of(keys.publicKey()));
        KeyEntry entry = new KeyEntry(name, file(name), keys.publicKey(), address, protection);
        TextFiles.makePrivateFolder(folder);
        if (!TextFiles.createPrivate(file(name), KeyFile.toJson(entry))) {
            throw exists(name);
        }
        return entry;
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }
}
