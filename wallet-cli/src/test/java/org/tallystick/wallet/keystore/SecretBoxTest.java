package org.tallystick.wallet.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.wallet.keystore.Protection.Encrypted;

class SecretBoxTest {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    private final SecureRandom random = new SecureRandom();
    private final KeyPair keys = KeyPair.generate(random);
    private final Encrypted box = SecretBox.seal(keys.secret(), keys.publicKey(), passphrase(), CHEAP, random);

    @Test
    void opens_what_it_sealed() {
        assertThat(SecretBox.open(box, keys.publicKey(), passphrase()))
                .hasValueSatisfying(secret -> assertThat(secret).isEqualTo(keys.secret()));
    }

    @Test
    void stays_shut_for_another_public_key() {
        assertThat(SecretBox.open(box, KeyPair.generate(random).publicKey(), passphrase()))
                .isEmpty();
    }

    @Test
    void every_box_has_a_salt_and_a_nonce_of_its_own() {
        Encrypted again = SecretBox.seal(keys.secret(), keys.publicKey(), passphrase(), CHEAP, random);
        assertThat(again.salt()).isNotEqualTo(box.salt());
        assertThat(again.nonce()).isNotEqualTo(box.nonce());
        assertThat(again.ciphertext()).isNotEqualTo(box.ciphertext());
    }

    /** Frozen: the derivation, the cipher and the header that it covers, or old key files would never open again. */
    @Test
    void opens_a_box_that_was_sealed_long_ago() {
        KeyPair one = KeyPair.of(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
        });
        Encrypted old = new Encrypted(
                CHEAP,
                hex("cd755f3349d191e010032b6ffc7299ae"),
                hex("206a0cf5a02cb70f9a4db71a"),
                hex(
                        "b048291d108e6ee072895719fdc703d4bebf8afc1880877c184cbbfabd1a841dcc44600d19a340a3e9701e097ae06755"));
        assertThat(SecretBox.open(old, one.publicKey(), passphrase()))
                .hasValueSatisfying(secret -> assertThat(secret).isEqualTo(one.secret()));
    }

    private static Bytes hex(String text) {
        return Bytes.of(HexFormat.of().parseHex(text));
    }

    private static Passphrase passphrase() {
        return Passphrase.of("correct horse".toCharArray());
    }
}
