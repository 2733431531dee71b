package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.node.testing.TestNetwork;

class NodeCertificateTest {

    /** Among so many keys are some whose x begins with a zero byte, or with a bit that looks like a sign. */
    @Test
    void gives_back_the_key_that_went_in() throws Exception {
        for (int i = 0; i < 600; i++) {
            KeyPair key = TestNetwork.key("key " + i);
            assertThat(NodeCertificate.keyIn(NodeCertificate.of(key).certificate()))
                    .contains(key.publicKey());
        }
    }

    @Test
    void signs_itself() throws Exception {
        var certificate = NodeCertificate.of(TestNetwork.key("key")).certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
    }

    @ParameterizedTest
    @CsvSource({"EC, secp384r1, SHA384withECDSA", "EC, secp521r1, SHA512withECDSA", "Ed25519,, Ed25519"})
    void finds_no_key_of_another_curve(String algorithm, String curve, String signature) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (curve != null) {
            generator.initialize(new ECGenParameterSpec(curve));
        }
        assertThat(NodeCertificate.keyIn(certificate(generator.generateKeyPair(), signature)))
                .isEmpty();
    }

    private static Certificate certificate(java.security.KeyPair key, String signature) throws Exception {
        NodeCertificate model = NodeCertificate.of(TestNetwork.key("key"));
        X500Name name = new X500Name("CN=other");
        return new JcaX509CertificateConverter()
                .getCertificate(new X509v3CertificateBuilder(
                                name,
                                model.certificate().getSerialNumber(),
                                model.certificate().getNotBefore(),
                                model.certificate().getNotAfter(),
                                name,
                                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()))
                        .build(new JcaContentSignerBuilder(signature).build(key.getPrivate())));
    }
}
