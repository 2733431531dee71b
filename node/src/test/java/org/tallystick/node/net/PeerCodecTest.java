package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.value.Height;

class PeerCodecTest {
    private static final int CASES = 2_000;

    private final PeerCodec codec = new PeerCodec(TestPeers.GENESIS);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_is_encoded_decodes_to_the_same(Kind kind) {
        RandomMessages messages = new RandomMessages(kind.tag());
        for (int i = 0; i < 200; i++) {
            PeerMessage message = messages.ofKind(kind);
            assertThat(codec.decode(kind, message.encoded())).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_decodes_encodes_to_the_same(Kind kind) {
        RandomMessages messages = new RandomMessages(100 + kind.tag());
        Random random = new Random(kind.tag());
        for (int i = 0; i < CASES; i++) {
            byte[] changed = changed(messages.ofKind(kind).encoded(), random);
            try {
                assertThat(codec.decode(kind, changed).encoded())
                        .as("case %d", i)
                        .isEqualTo(changed);
            } catch (DecodeException refused) {
                // the other thing that may happen
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refuses_less_and_more_than_a_message(Kind kind) {
        byte[] whole = new RandomMessages(7).ofKind(kind).encoded();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> codec.decode(kind, cut)).isInstanceOf(DecodeException.class);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> codec.decode(kind, longer)).isInstanceOf(DecodeException.class);
    }

    @Test
    void a_frame_is_its_length_its_kind_and_the_message() {
        ByteBuf frame = codec.frame(new PeerMessage.NoBlocks(Height.of(0x0102)));
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        assertThat(bytes).containsExactly(9, 0, 0, 0, 4, 2, 1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void each_kind_has_a_tag_of_its_own() {
        for (Kind kind : Kind.values()) {
            assertThat(Kind.ofTag(kind.tag())).contains(kind);
        }
        assertThat(Kind.ofTag(Kind.values().length)).isEmpty();
    }

    @Test
    void refuses_batches_beyond_the_limits() {
        RandomMessages messages = new RandomMessages(1);
        assertThatThrownBy(() -> messages.transactions(0)).isInstanceOf(DecodeException.class);
        assertThat(messages.transactions(1_000).transactions()).hasSize(1_000);
        assertThatThrownBy(() -> messages.transactions(1_001)).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> messages.largeBatch(PeerMessage.Transactions.MAX_BYTES + 16_000))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> new PeerMessage.BlocksRequest(Height.ZERO, 0)).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> new PeerMessage.BlocksRequest(Height.ZERO, 10_001))
                .isInstanceOf(DecodeException.class);
    }

    @Test
    void refuses_ranges_beyond_the_limits() {
        RandomMessages messages = new RandomMessages(1);
        var range = (PeerMessage.Blocks) messages.ofKind(Kind.BLOCKS);
        assertThatThrownBy(() -> new PeerMessage.Blocks(List.of(), range.links(), range.finalization()))
                .isInstanceOf(DecodeException.class);
        var large = messages.largeBlock();
        assertThat(new PeerMessage.Blocks(List.of(large), List.of(), range.finalization()).blocks())
                .hasSize(1);
        assertThatThrownBy(() -> new PeerMessage.Blocks(List.of(large, large), List.of(), range.finalization()))
                .isInstanceOf(DecodeException.class);
    }

    /** The largest of what may be sent has to fit through the limit of its kind. */
    @Test
    void the_largest_messages_fit_their_frames() {
        RandomMessages messages = new RandomMessages(1);
        var range = (PeerMessage.Blocks) messages.ofKind(Kind.BLOCKS);
        var block = messages.largeBlock();
        var links = Collections.nCopies(PeerMessage.Blocks.MAX_LINKS, block.header());
        var seals = IntStream.range(0, 255)
                .mapToObj(signer -> new Certificate.Seal(
                        signer, range.finalization().seals().getFirst().signature()))
                .toList();
        var certificate = new Certificate(range.finalization().ballot(), seals);
        codec.frame(new PeerMessage.Blocks(List.of(block), links, certificate)).release();
        codec.frame(new PeerMessage.FetchedBlock(block)).release();
        codec.frame(messages.largeBatch(PeerMessage.Transactions.MAX_BYTES)).release();
    }

    private static byte[] changed(byte[] original, Random random) {
        byte[] changed = original.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            changed[random.nextInt(Math.min(changed.length, 300))] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length + 8)) : changed;
    }
}
