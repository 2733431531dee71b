package org.tallystick.node.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.tallystick.ledger.crypto.PublicKey;

/**
 * TLS 1.3 with both sides authenticated by pinned keys. Engines are made without a peer's name, so that no session is
 * ever resumed and every link has proved its key afresh.
 */
final class Tls {
    private static final long CLOSE_TIMEOUT_MS = 500;

    private final PeerIdentity self;
    private final NodeCertificate certificate;
    private final long handshakeTimeoutMs;
    private final Executor handshakes;

    /** @param handshakes does the handshakes' arithmetic, so that a flood of them holds up no event loop */
    Tls(PeerIdentity self, long handshakeTimeoutMs, Executor handshakes) {
        this.self = self;
        this.certificate = NodeCertificate.of(self.key());
        this.handshakeTimeoutMs = handshakeTimeoutMs;
        this.handshakes = handshakes;
    }

    /** Contexts are costly: one for all accepted connections. */
    SslContext accepting() {
        SslContextBuilder builder = SslContextBuilder.forServer(certificate.privateKey(), certificate.certificate())
                .clientAuth(ClientAuth.REQUIRE);
        return build(builder, index -> index < self.index());
    }

    /** One context per authority that is dialed. */
    SslContext dialing(int authority) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .keyManager(certificate.privateKey(), certificate.certificate())
                .endpointIdentificationAlgorithm("");
        return build(builder, index -> index == authority);
    }

    private SslContext build(SslContextBuilder builder, IntPredicate expected) {
        try {
            return builder.sslProvider(SslProvider.JDK)
                    .trustManager(new PinnedTrust(self.authorities(), expected))
                    .protocols("TLSv1.3")
                    .ciphers(List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java cannot do TLS 1.3", e);
        }
    }

    SslHandler handler(SslContext context, ByteBufAllocator allocator) {
        SSLEngine engine = context.newEngine(allocator);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {self.protocol()});
        engine.setSSLParameters(parameters);
        SslHandler handler = new QuietSslHandler(engine, handshakes);
        handler.setHandshakeTimeoutMillis(handshakeTimeoutMs);
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_TIMEOUT_MS);
        return handler;
    }

    /** Drops errors of handshakes that are given up already: no handler is left for them, and Netty would log each. */
    private static final class QuietSslHandler extends SslHandler {
        QuietSslHandler(SSLEngine engine, Executor handshakes) {
            super(engine, false, handshakes);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
            if (context.channel().isOpen()) {
                super.exceptionCaught(context, cause);
            }
        }
    }

    /** Whether the handshake agreed on the protocol: one that offers none passes the handshake itself. */
    boolean agreed(SslHandler handler) {
        return self.protocol().equals(handler.engine().getApplicationProtocol());
    }

    /** Who the handshake has authenticated. */
    int authority(SslHandler handler) {
        try {
            OptionalInt index = NodeCertificate.keyIn(
                            handler.engine().getSession().getPeerCertificates()[0])
                    .map((PublicKey key) -> self.authorities().indexOf(key))
                    .orElse(OptionalInt.empty());
            return index.orElseThrow();
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a handshake without a certificate", e);
        }
    }
}
