package org.tallystick.ledger.crypto;

import java.util.Optional;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** Verifies in pure Java. */
final class BouncyCastleVerifier implements Verifier {
    private final KeyCache<ECPublicKeyParameters> keys;

    BouncyCastleVerifier(int cachedKeys) {
        this.keys = new KeyCache<>(cachedKeys, BouncyCastleVerifier::decode);
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        byte[] rs = signature.toByteArray();
        return P256.isInRange(rs)
                && keys.decoded(key)
                        .map(decoded -> verify(decoded, Sha256.of(message), rs))
                        .orElse(false);
    }

    private static boolean verify(ECPublicKeyParameters key, Hash digest, byte[] rs) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(digest.toByteArray(), P256.r(rs), P256.s(rs));
    }

    static Optional<ECPublicKeyParameters> decode(PublicKey key) {
        try {
            return Optional.of(
                    new ECPublicKeyParameters(P256.DOMAIN.getCurve().decodePoint(key.toByteArray()), P256.DOMAIN));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // x is not that of a point on the curve
        }
    }
}
