package org.tallystick.ledger.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/** Verifies with the native code of the Amazon Corretto Crypto Provider, which is not installed for the whole JVM. */
final class CorrettoVerifier implements Verifier {
    /** SubjectPublicKeyInfo up to the point: id-ecPublicKey, prime256v1, a bit string of 33 bytes (RFC 5480). */
    private static final String KEY_HEADER = "3039301306072a8648ce3d020106082a8648ce3d030107032200";

    private final Provider provider;
    private final byte[] keyHeader = HexFormat.of().parseHex(KEY_HEADER);
    private final KeyCache<java.security.PublicKey> keys;
    private final ThreadLocal<KeyFactory> factories = ThreadLocal.withInitial(this::newFactory);
    private final ThreadLocal<java.security.Signature> verifiers = ThreadLocal.withInitial(this::newVerifier);

    private CorrettoVerifier(Provider provider, int cachedKeys) {
        this.provider = provider;
        this.keys = new KeyCache<>(cachedKeys, this::decode);
    }

    static Optional<CorrettoVerifier> load(int cachedKeys) {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        boolean works = provider.getLoadingError() == null && provider.runSelfTests() == SelfTestStatus.PASSED;
        return works ? Optional.of(new CorrettoVerifier(provider, cachedKeys)) : Optional.empty();
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        byte[] rs = signature.toByteArray();
        return P256.isInRange(rs)
                && keys.decoded(key)
                        .map(decoded -> verify(decoded, message, rs))
                        .orElse(false);
    }

    private boolean verify(java.security.PublicKey key, byte[] message, byte[] rs) {
        java.security.Signature verifier = verifiers.get();
        try {
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(rs);
        } catch (SignatureException e) {
            return false; // how the provider refuses some signatures that are no encoding of anything
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key that the provider itself made", e);
        }
    }

    Optional<java.security.PublicKey> decode(PublicKey key) {
        byte[] encoded = new byte[keyHeader.length + PublicKey.SIZE];
        System.arraycopy(keyHeader, 0, encoded, 0, keyHeader.length);
        key.copyTo(encoded, keyHeader.length);
        try {
            return Optional.of(factories.get().generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty(); // x is not that of a point on the curve
        }
    }

    private KeyFactory newFactory() {
        try {
            return KeyFactory.getInstance("EC", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has passed its self-tests", e);
        }
    }

    private java.security.Signature newVerifier() {
        try {
            return java.security.Signature.getInstance("SHA256withECDSAinP1363Format", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has passed its self-tests", e);
        }
    }
}
