package org.tallystick.node.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.tallystick.ledger.codec.DecodeException;

/**
 * Cuts a link's bytes into messages and keep-alives. A length is judged by its kind before any space is made for the
 * content; after a violation nothing more is read.
 */
final class FrameDecoder extends ByteToMessageDecoder {

    /** A link that has nothing else to say sends one every few seconds, and says how far it is between them. */
    private static final int MAX_EMPTY_FRAMES = 1_000;

    /** What comes out beside messages. */
    enum Control {
        KEEP_ALIVE
    }

    private final PeerCodec codec;
    private final Counters counters;
    private final AwaitedAnswers awaited;
    private int emptyFrames;
    private boolean broken;

    FrameDecoder(PeerCodec codec, Counters counters, AwaitedAnswers awaited) {
        this.codec = codec;
        this.counters = counters;
        this.awaited = awaited;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            decodeFrame(in, out);
        } catch (ProtocolViolation.Thrown violation) {
            broken = true;
            in.skipBytes(in.readableBytes());
            throw violation;
        }
    }

    private void decodeFrame(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < PeerCodec.LENGTH_SIZE) {
            return;
        }
        long length = in.getUnsignedIntLE(in.readerIndex());
        if (length == 0) {
            in.skipBytes(PeerCodec.LENGTH_SIZE);
            if (++emptyFrames > MAX_EMPTY_FRAMES) {
                throw new ProtocolViolation.Thrown(ProtocolViolation.EMPTY_FRAMES, emptyFrames + " in a row");
            }
            out.add(Control.KEEP_ALIVE);
            return;
        }
        if (in.readableBytes() <= PeerCodec.LENGTH_SIZE) {
            return;
        }
        Kind kind = kind(in.getUnsignedByte(in.readerIndex() + PeerCodec.LENGTH_SIZE));
        if (length > PeerCodec.KIND_SIZE + kind.maxSize()) {
            throw new ProtocolViolation.Thrown(
                    ProtocolViolation.FRAME_TOO_LARGE, kind + " of " + length + " bytes, at most " + kind.maxSize());
        }
        if (in.readableBytes() < PeerCodec.LENGTH_SIZE + length) {
            return;
        }
        in.skipBytes(PeerCodec.LENGTH_SIZE + PeerCodec.KIND_SIZE);
        emptyFrames = 0;
        if (!awaited.expects(kind)) {
            in.skipBytes((int) length - PeerCodec.KIND_SIZE);
            counters.received(kind, PeerCodec.LENGTH_SIZE + (int) length);
            return;
        }
        byte[] content = new byte[(int) length - PeerCodec.KIND_SIZE];
        in.readBytes(content);
        counters.received(kind, PeerCodec.LENGTH_SIZE + (int) length);
        out.add(message(kind, content));
    }

    private static Kind kind(int tag) {
        return Kind.ofTag(tag)
                .orElseThrow(() -> new ProtocolViolation.Thrown(ProtocolViolation.UNKNOWN_KIND, "kind " + tag));
    }

    private PeerMessage message(Kind kind, byte[] content) {
        try {
            return codec.decode(kind, content);
        } catch (DecodeException e) {
            throw new ProtocolViolation.Thrown(ProtocolViolation.MALFORMED_MESSAGE, kind + ": " + e.getMessage());
        }
    }
}
