package org.tallystick.node.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;

/** A hand-driven client that can speak the protocol and break it: blocking TLS of the JDK, trusting anyone. */
public final class RawPeer implements AutoCloseable {
    private final SSLSocket socket;
    private final DataInputStream in;

    private RawPeer(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Connects and shakes hands as the holder of {@code key}; offers no protocol at all when none is given. */
    public static RawPeer connect(InetSocketAddress address, KeyPair key, String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) context(key).getSocketFactory().createSocket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(address);
        socket.setSoTimeout(10_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new RawPeer(socket);
    }

    static SSLContext context(KeyPair key) {
        try {
            NodeCertificate certificate = NodeCertificate.of(key);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "key", certificate.privateKey(), new char[0], new X509Certificate[] {certificate.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), new TrustManager[] {new TrustAnyone()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a frame as an honest peer would. */
    public void send(PeerMessage message) throws IOException {
        write(frame(message));
    }

    /** What an honest peer would send. */
    public static byte[] frame(PeerMessage message) {
        var buffer = new PeerCodec(TestPeers.GENESIS).frame(message);
        byte[] frame = new byte[buffer.readableBytes()];
        buffer.readBytes(frame);
        return frame;
    }

    /** Waits for the next frame; empty for one that says nothing. */
    public Optional<PeerMessage> read(Hash genesisHash) throws IOException {
        byte[] frame = readFrame();
        return frame.length == 0
                ? Optional.empty()
                : Optional.of(new PeerCodec(genesisHash)
                        .decode(Kind.ofTag(frame[0]).orElseThrow(), Arrays.copyOfRange(frame, 1, frame.length)));
    }

    /** Sends a frame's first five bytes: a length and a kind. */
    void sendHead(long length, int kind) throws IOException {
        write(ByteBuffer.allocate(5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) length)
                .put((byte) kind)
                .array());
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next frame without its length; fails at the end of the stream. */
    byte[] readFrame() throws IOException {
        byte[] frame = new byte[Integer.reverseBytes(in.readInt())];
        in.readFully(frame);
        return frame;
    }

    /** Waits for the next frame and reads it, if it asks for blocks. */
    public Optional<PeerMessage.BlocksRequest> nextIfRequest() throws IOException {
        byte[] frame = readFrame();
        return frame.length > 0 && frame[0] == Kind.BLOCKS_REQUEST.tag()
                ? Optional.of(BorshReader.decodeAll(
                        Arrays.copyOfRange(frame, 1, frame.length), PeerMessage.BlocksRequest::decode))
                : Optional.empty();
    }

    /** Whether the other side ends the connection, after whatever it still sends. */
    public boolean isEndedByPeer() {
        try {
            while (in.read() >= 0) {
                // what was sent before the end does not matter
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustAnyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
