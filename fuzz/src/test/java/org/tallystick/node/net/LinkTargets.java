package org.tallystick.node.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tallystick.fuzz.Target;
import org.tallystick.ledger.codec.Bytes;

/** What peers send: messages of each kind, frames in pieces, certificates. */
public final class LinkTargets {
    private static final PeerCodec CODEC = new PeerCodec(TestPeers.GENESIS);

    private LinkTargets() {}

    public static List<Target> all() {
        List<Target> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            RandomMessages messages = new RandomMessages(kind.tag());
            all.add(Target.binary(
                    "peer-" + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    input -> CODEC.decode(kind, input).encoded(),
                    List.of(Bytes.encodingOf(messages.ofKind(kind)), Bytes.encodingOf(messages.ofKind(kind)))));
        }
        all.add(new Target("peer-frames", LinkTargets::frames, List.of(frameSeed())));
        all.add(new Target("peer-certificate", LinkTargets::certificate, List.of(certificateSeed())));
        return all;
    }

    /** The first byte says how long the pieces are in which the rest arrives. */
    private static void frames(byte[] input) {
        if (input.length == 0) {
            return;
        }
        AwaitedAnswers awaited = new AwaitedAnswers();
        for (Kind question : Kind.values()) {
            awaited.sent(question);
        }
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(CODEC, new Counters(), awaited));
        int piece = 1 + (input[0] & 0xFF);
        boolean violated = false;
        for (int at = 1; at < input.length; at += piece) {
            try {
                channel.writeInbound(Unpooled.copiedBuffer(input, at, Math.min(piece, input.length - at)));
            } catch (DecoderException e) {
                if (violated || !(e.getCause() instanceof ProtocolViolation.Thrown)) {
                    throw e;
                }
                violated = true;
            }
        }
        ByteBuf written = Unpooled.buffer();
        for (Object each = channel.readInbound(); each != null; each = channel.readInbound()) {
            write(each, written);
        }
        byte[] bytes = new byte[written.readableBytes()];
        written.readBytes(bytes);
        if (!Arrays.equals(bytes, Arrays.copyOfRange(input, 1, 1 + bytes.length))) {
            throw new AssertionError("what came out is not what went in");
        }
        channel.finishAndReleaseAll();
    }

    private static void write(Object received, ByteBuf out) {
        if (received instanceof PeerMessage message) {
            ByteBuf frame = CODEC.frame(message);
            out.writeBytes(frame);
            frame.release();
        } else {
            out.writeZero(PeerCodec.LENGTH_SIZE);
        }
    }

    /** What the handshake hands over: anything that Java takes for a certificate. */
    private static void certificate(byte[] input) throws GeneralSecurityException {
        try {
            var parsed = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(input));
            NodeCertificate.keyIn(parsed);
        } catch (CertificateException refused) {
            // by Java, or by its key
        }
    }

    private static Bytes frameSeed() {
        ByteBuf wire = Unpooled.buffer().writeByte(100).writeZero(PeerCodec.LENGTH_SIZE);
        RandomMessages messages = new RandomMessages(1);
        for (Kind kind : List.of(Kind.STATUS, Kind.CONSENSUS, Kind.FETCH_BLOCK)) {
            write(messages.ofKind(kind), wire);
        }
        byte[] bytes = new byte[wire.readableBytes()];
        wire.readBytes(bytes);
        return Bytes.of(bytes);
    }

    private static Bytes certificateSeed() {
        try {
            return Bytes.of(NodeCertificate.of(TestPeers.key(1)).certificate().getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
