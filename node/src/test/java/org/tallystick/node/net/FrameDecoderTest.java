package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameDecoderTest {
    private final PeerCodec codec = new PeerCodec(TestPeers.GENESIS);
    private final Counters counters = new Counters();
    private final EmbeddedChannel channel = channel(500);

    /** A link on which so many of each question were asked. */
    private EmbeddedChannel channel(int questions) {
        AwaitedAnswers awaited = new AwaitedAnswers();
        for (int i = 0; i < questions; i++) {
            for (Kind kind : Kind.values()) {
                awaited.sent(kind);
            }
        }
        return new EmbeddedChannel(new FrameDecoder(codec, counters, awaited));
    }

    @Test
    void cuts_messages_out_of_bytes_however_they_arrive() {
        Random random = new Random(1);
        RandomMessages messages = new RandomMessages(1);
        List<Object> sent = new ArrayList<>();
        ByteBuf wire = Unpooled.buffer();
        for (int i = 0; i < 200; i++) {
            if (random.nextInt(5) == 0) {
                sent.add(FrameDecoder.Control.KEEP_ALIVE);
                wire.writeZero(PeerCodec.LENGTH_SIZE);
            } else {
                PeerMessage message = messages.next();
                sent.add(message);
                ByteBuf frame = codec.frame(message);
                wire.writeBytes(frame);
                frame.release();
            }
        }
        while (wire.isReadable()) {
            channel.writeInbound(wire.readBytes(Math.min(wire.readableBytes(), 1 + random.nextInt(600))));
        }
        assertThat(List.copyOf(channel.inboundMessages())).isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refuses_an_oversized_frame_on_its_first_five_bytes(Kind kind) {
        channel.writeInbound(head(PeerCodec.KIND_SIZE + kind.maxSize(), kind.tag()));
        assertThat(channel.inboundMessages()).isEmpty();

        EmbeddedChannel other = channel(0);
        assertViolation(
                other, head(PeerCodec.KIND_SIZE + kind.maxSize() + 1L, kind.tag()), ProtocolViolation.FRAME_TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKS", "FETCHED_BLOCK", "CERTIFICATES"})
    void passes_over_an_answer_that_nobody_asked_for_unread(Kind kind) {
        EmbeddedChannel once = channel(1);
        int most = kind == Kind.FETCHED_BLOCK ? PeerMessage.FetchBlock.MAX_ANSWERS : 1;
        PeerMessage answer = new RandomMessages(1).ofKind(kind);
        for (int i = 0; i < most + 64; i++) {
            once.writeInbound(codec.frame(answer));
        }
        once.writeInbound(codec.frame(new RandomMessages(1).ofKind(Kind.STATUS)));
        assertThat(once.inboundMessages()).hasSize(most + 1);
        assertViolation(once, codec.frame(answer), ProtocolViolation.UNASKED_ANSWERS);
    }

    @Test
    void refuses_the_greatest_length_there_is() {
        assertViolation(channel, head(0xFFFF_FFFFL, Kind.CONSENSUS.tag()), ProtocolViolation.FRAME_TOO_LARGE);
    }

    @Test
    void refuses_an_unknown_kind() {
        assertViolation(channel, head(10, Kind.values().length), ProtocolViolation.UNKNOWN_KIND);
    }

    @Test
    void refuses_what_no_encoder_wrote() {
        ByteBuf frame = head(3, Kind.STATUS.tag()).writeZero(2);
        assertViolation(channel, frame, ProtocolViolation.MALFORMED_MESSAGE);
    }

    @Test
    void reads_nothing_after_a_violation() {
        assertViolation(channel, head(10, 0xFF), ProtocolViolation.UNKNOWN_KIND);
        channel.writeInbound(codec.frame(new RandomMessages(1).ofKind(Kind.STATUS)));
        channel.finish();
        assertThat(channel.inboundMessages()).isEmpty();
    }

    @Test
    void counts_messages_and_whole_frames() {
        ByteBuf frame = codec.frame(new RandomMessages(1).ofKind(Kind.STATUS));
        int size = frame.readableBytes();
        channel.writeInbound(frame);
        assertThat(counters.snapshot(0).received()).containsEntry(Kind.STATUS, new NetworkStats.Traffic(1, size));
    }

    private static void assertViolation(EmbeddedChannel channel, ByteBuf bytes, ProtocolViolation expected) {
        assertThatThrownBy(() -> channel.writeInbound(bytes))
                .isInstanceOf(DecoderException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ProtocolViolation.Thrown.class,
                        thrown -> assertThat(thrown.violation()).isEqualTo(expected));
    }

    private static ByteBuf head(long length, int kind) {
        return Unpooled.buffer().writeIntLE((int) length).writeByte(kind);
    }
}
