package org.tallystick.node.net;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.PublicKey;

/**
 * An authority's key in the form TLS wants: a private key and a self-signed certificate around the public key. Only the
 * key in it counts: names are constant and it is valid for ever, so that no clock can break a link.
 *
 * <p>That one key signs votes and handshakes is safe: a vote signs 32 bytes, a handshake and a certificate never do.
 */
record NodeCertificate(PrivateKey privateKey, X509Certificate certificate) {
    private static final String CURVE = "secp256r1";
    private static final X500Name NAME = new X500Name("CN=tallystick authority");

    /** RFC 5280, 4.1.2.5: the date that says "no well-defined expiration". */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    static NodeCertificate of(KeyPair key) {
        try {
            ECParameterSpec curve = curve();
            KeyFactory keys = KeyFactory.getInstance("EC");
            PrivateKey secret = keys.generatePrivate(new ECPrivateKeySpec(new BigInteger(1, key.secret()), curve));
            var shared = keys.generatePublic(new ECPublicKeySpec(point(key.publicKey()), curve));
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    NAME,
                    BigInteger.ONE,
                    Date.from(Instant.EPOCH),
                    Date.from(NEVER),
                    NAME,
                    SubjectPublicKeyInfo.getInstance(shared.getEncoded()));
            var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(secret));
            return new NodeCertificate(secret, new JcaX509CertificateConverter().getCertificate(signed));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("this Java cannot make a P-256 certificate", e);
        }
    }

    /** The P-256 key in a certificate, if that is what it carries. */
    static Optional<PublicKey> keyIn(Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof ECPublicKey key) || !isP256(key.getParams())) {
            return Optional.empty();
        }
        byte[] compressed = new byte[PublicKey.SIZE];
        byte[] x = key.getW().getAffineX().toByteArray(); // signed: may have a leading zero, or miss some
        int length = Math.min(x.length, PublicKey.SIZE - 1);
        System.arraycopy(x, x.length - length, compressed, PublicKey.SIZE - length, length);
        compressed[0] = (byte) (key.getW().getAffineY().testBit(0) ? 3 : 2);
        return Optional.of(PublicKey.of(compressed));
    }

    private static boolean isP256(ECParameterSpec curve) {
        try {
            ECParameterSpec expected = curve();
            return curve.getCurve().equals(expected.getCurve())
                    && curve.getGenerator().equals(expected.getGenerator());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not know P-256", e);
        }
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static ECPoint point(PublicKey key) {
        var point = ECNamedCurveTable.getParameterSpec(CURVE).getCurve().decodePoint(key.toByteArray());
        return new ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    }
}
