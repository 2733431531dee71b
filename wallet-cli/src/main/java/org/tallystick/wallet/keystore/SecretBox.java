package org.tallystick.wallet.keystore;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.wallet.keystore.Protection.Encrypted;

/**
 * Encrypts a secret key under a passphrase. The cipher also authenticates the file's other fields: a public key or
 * parameters that were changed open as little as a wrong passphrase does.
 */
final class SecretBox {
    private static final int TAG_BITS = 128;
    private static final int KEY_SIZE = 32;

    private SecretBox() {}

    static Encrypted seal(
            byte[] secret, PublicKey publicKey, Passphrase passphrase, Argon2Cost cost, SecureRandom random) {
        Bytes salt = randomBytes(random, Encrypted.SALT_SIZE);
        Bytes nonce = randomBytes(random, Encrypted.NONCE_SIZE);
        Encrypted parameters = new Encrypted(cost, salt, nonce, Bytes.EMPTY);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, parameters, publicKey, passphrase)
                    .doFinal(secret);
            return new Encrypted(cost, salt, nonce, Bytes.of(ciphertext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** The secret, or nothing if the passphrase is another or any field was changed. */
    static Optional<byte[]> open(Encrypted box, PublicKey publicKey, Passphrase passphrase) {
        try {
            byte[] ciphertext = box.ciphertext().toByteArray();
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, box, publicKey, passphrase).doFinal(ciphertext));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, Encrypted box, PublicKey publicKey, Passphrase passphrase)
            throws GeneralSecurityException {
        byte[] key = derive(box, passphrase);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, box.nonce().toByteArray()));
        cipher.updateAAD(header(box, publicKey));
        Arrays.fill(key, (byte) 0);
        return cipher;
    }

    private static byte[] derive(Encrypted box, Passphrase passphrase) {
        byte[] text = passphrase.bytes();
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(box.cost().memoryKib())
                .withIterations(box.cost().iterations())
                .withParallelism(box.cost().parallelism())
                .withSalt(box.salt().toByteArray())
                .build());
        byte[] key = new byte[KEY_SIZE];
        argon2.generateBytes(text, key);
        Arrays.fill(text, (byte) 0);
        return key;
    }

    private static byte[] header(Encrypted box, PublicKey publicKey) {
        BorshWriter out = new BorshWriter().string("tallystick/key-file/1").fixed(publicKey);
        out.u32(box.cost().memoryKib())
                .u32(box.cost().iterations())
                .u32(box.cost().parallelism());
        box.salt().encode(out);
        box.nonce().encode(out);
        return out.toByteArray();
    }

    private static Bytes randomBytes(SecureRandom random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
