package org.tallystick.wallet.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.wallet.keystore.KeystoreException.Kind;

class KeystoreTest {
    private static final AddressFormat FORMAT = new AddressFormat("tly");
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    private final KeyPair keys = KeyPair.generate(new SecureRandom());
    private final Keystore keystore;

    KeystoreTest(@TempDir Path folder) {
        keystore = new Keystore(folder.resolve("tallystick/wallets"), CHEAP);
    }

    @Test
    void an_encrypted_key_comes_back_with_its_passphrase() {
        keystore.create("main", keys, FORMAT, passphrase("correct horse"));
        KeyEntry entry = keystore.find("main").orElseThrow();
        assertThat(entry.publicKey()).isEqualTo(keys.publicKey());
        assertThat(entry.account()).isEqualTo(Address.of(keys.publicKey()));
        assertThat(entry.address()).isEqualTo(FORMAT.format(entry.account()));
        assertThat(entry.unlock(() -> passphrase("correct horse")).secret()).isEqualTo(keys.secret());
    }

    @Test
    void of_two_that_make_a_key_of_one_name_at_once_only_one_does() throws Exception {
        for (int round = 0; round < 50; round++) {
            String name = "key-" + round;
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<Optional<PublicKey>> make = () -> {
                KeyPair own = KeyPair.generate(new SecureRandom());
                together.await();
                try {
                    return Optional.of(
                            keystore.createInsecure(name, own, FORMAT).publicKey());
                } catch (KeystoreException e) {
                    return Optional.empty();
                }
            };
            try (ExecutorService both = Executors.newFixedThreadPool(2)) {
                List<PublicKey> made = new ArrayList<>();
                for (Future<Optional<PublicKey>> each : both.invokeAll(List.of(make, make))) {
                    each.get().ifPresent(made::add);
                }
                assertThat(made)
                        .containsExactly(keystore.find(name).orElseThrow().publicKey());
            }
        }
    }

    @Test
    void a_wrong_passphrase_opens_nothing() {
        keystore.create("main", keys, FORMAT, passphrase("correct horse"));
        KeyEntry entry = keystore.find("main").orElseThrow();
        refused(Kind.WRONG_PASSPHRASE, () -> entry.unlock(() -> passphrase("correct horsf")));
        refused(Kind.WRONG_PASSPHRASE, () -> entry.unlock(() -> passphrase("")));
    }

    @Test
    void the_same_characters_composed_or_not_are_the_same_passphrase() {
        keystore.create("main", keys, FORMAT, passphrase("caf\u00e9"));
        KeyEntry entry = keystore.find("main").orElseThrow();
        assertThat(entry.unlock(() -> passphrase("cafe\u0301")).publicKey()).isEqualTo(keys.publicKey());
    }

    @Test
    void the_secret_is_in_the_file_only_when_that_was_asked_for() throws Exception {
        String secret = HexFormat.of().formatHex(keys.secret());
        KeyEntry sealed = keystore.create("sealed", keys, FORMAT, passphrase("p"));
        KeyEntry open = keystore.createInsecure("open", keys, FORMAT);
        assertThat(Files.readString(sealed.file())).doesNotContain(secret);
        assertThat(Files.readString(open.file())).contains(secret);
        assertThat(open.toString()).doesNotContain(secret);
        assertThat(keystore.find("open")
                        .orElseThrow()
                        .unlock(KeystoreTest::unasked)
                        .secret())
                .isEqualTo(keys.secret());
    }

    @Test
    void files_and_folder_are_for_their_owner_alone() throws Exception {
        KeyEntry entry = keystore.create("main", keys, FORMAT, passphrase("p"));
        assertThat(permissions(entry.file())).isEqualTo("rw-------");
        assertThat(permissions(keystore.folder())).isEqualTo("rwx------");
    }

    @Test
    void an_unencrypted_key_that_others_may_read_is_refused() throws Exception {
        KeyEntry entry = keystore.createInsecure("open", keys, FORMAT);
        Files.setPosixFilePermissions(entry.file(), PosixFilePermissions.fromString("rw-r--r--"));
        refused(Kind.EXPOSED, () -> keystore.find("open"));
    }

    @Test
    void no_key_is_overwritten() {
        keystore.createInsecure("main", keys, FORMAT);
        refused(Kind.EXISTS, () -> keystore.createInsecure("main", KeyPair.generate(new SecureRandom()), FORMAT));
        assertThat(keystore.find("main").orElseThrow().publicKey()).isEqualTo(keys.publicKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../alice", "Alice", ".hidden", "a/b", "a name", "abcdefghijklmnopqrstuvwxyz0123456789"})
    void a_name_that_could_be_a_path_or_an_address_is_refused(String name) {
        refused(Kind.BAD_NAME, () -> keystore.createInsecure(name, keys, FORMAT));
        assertThat(keystore.find(name)).isEmpty();
        refused(Kind.NOT_FOUND, () -> keystore.remove(name));
    }

    @Test
    void lists_by_name_and_forgets_what_is_removed() {
        assertThat(keystore.list()).isEmpty();
        keystore.createInsecure("bob", keys, FORMAT);
        keystore.createInsecure("alice", keys, FORMAT);
        assertThat(keystore.list()).extracting(KeyEntry::name).containsExactly("alice", "bob");
        keystore.remove("alice");
        assertThat(keystore.list()).extracting(KeyEntry::name).containsExactly("bob");
        refused(Kind.NOT_FOUND, () -> keystore.remove("alice"));
    }

    @Test
    void any_changed_byte_of_an_encrypted_key_file_is_noticed() throws Exception {
        Path file = keystore.create("main", keys, FORMAT, passphrase("p")).file();
        String sound = Files.readString(file);
        for (String field : List.of("address", "publicKey", "encryption", "salt", "nonce", "ciphertext")) {
            String value = sound.replaceAll("(?s).*\"" + field + "\" : \"([^\"]*)\".*", "$1");
            char last = value.charAt(value.length() - 1);
            String changed = value.substring(0, value.length() - 1) + (last == '7' ? '8' : '7');
            Files.writeString(file, sound.replace(value, changed));
            noticed(field);
        }
        for (String field : List.of("memoryKib", "iterations", "parallelism")) {
            Files.writeString(file, sound.replaceAll("(\"" + field + "\" : )[0-9]+", "$12"));
            noticed(field);
        }
    }

    @Test
    void parameters_that_would_exhaust_the_machine_are_refused_before_they_are_used() throws Exception {
        Path file = keystore.create("main", keys, FORMAT, passphrase("p")).file();
        Files.writeString(file, Files.readString(file).replace("\"memoryKib\" : 64", "\"memoryKib\" : 2000000000"));
        refused(Kind.DAMAGED, () -> keystore.find("main"));
    }

    @Test
    void a_secret_of_another_public_key_is_refused() throws Exception {
        KeyEntry mine = keystore.createInsecure("mine", keys, FORMAT);
        KeyPair others = KeyPair.generate(new SecureRandom());
        String swapped = Files.readString(mine.file())
                .replace(HexFormat.of().formatHex(keys.secret()), HexFormat.of().formatHex(others.secret()));
        Files.writeString(mine.file(), swapped);
        KeyEntry entry = keystore.find("mine").orElseThrow();
        refused(Kind.DAMAGED, () -> entry.unlock(KeystoreTest::unasked));
    }

    private void noticed(String field) {
        assertThatExceptionOfType(KeystoreException.class)
                .as(field)
                .isThrownBy(() -> keystore.find("main").orElseThrow().unlock(() -> passphrase("p")))
                .satisfies(e -> assertThat(e.kind()).isIn(Kind.DAMAGED, Kind.WRONG_PASSPHRASE));
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(KeystoreException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static Passphrase passphrase(String text) {
        return Passphrase.of(text.toCharArray());
    }

    private static Passphrase unasked() {
        throw new AssertionError("no passphrase is needed");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
