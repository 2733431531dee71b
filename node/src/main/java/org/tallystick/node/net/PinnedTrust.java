package org.tallystick.node.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.PublicKey;

/**
 * Trusts the keys of some authorities and nothing else: no issuer, no name, no date. That the peer holds the secret of
 * its key is what the handshake itself proves.
 */
final class PinnedTrust extends X509ExtendedTrustManager {

    /** The certificate's key is not one that is expected. */
    static final class Refused extends CertificateException {
        private static final long serialVersionUID = 1L;
        private final ConnectionRefusal refusal;

        Refused(ConnectionRefusal refusal, String message) {
            super(message);
            this.refusal = refusal;
        }

        ConnectionRefusal refusal() {
            return refusal;
        }
    }

    private final AuthoritySet authorities;
    private final IntPredicate expected;

    /** @param expected which indices of {@code authorities} may be at the other end */
    PinnedTrust(AuthoritySet authorities, IntPredicate expected) {
        this.authorities = authorities;
        this.expected = expected;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        Optional<PublicKey> key = chain.length == 1 ? NodeCertificate.keyIn(chain[0]) : Optional.empty();
        OptionalInt index = key.map(authorities::indexOf).orElse(OptionalInt.empty());
        if (index.isEmpty()) {
            throw new Refused(ConnectionRefusal.UNLISTED_KEY, "the key is none of the authorities'");
        }
        if (!expected.test(index.getAsInt())) {
            throw new Refused(
                    ConnectionRefusal.WRONG_AUTHORITY, "authority " + index.getAsInt() + " is not expected here");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    /** None: a peer must not choose its certificate by issuer. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
