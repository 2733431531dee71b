package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.value.View;

/** The bytes of messages and of the vote log. A change of a frozen digest here is a change of the protocol. */
final class EncodingTest {
    private final Bench any = Bench.authority(0, 4);
    private final Hash genesisHash = any.committee().genesisHash();
    private final Block block = any.block(any.genesis(), 1);
    private final List<Message> messages = List.of(
            any.proposal(any.block(block, 3), 1, any.notarization(block), any.nullification(2)),
            any.vote(3, any.finalize(block)),
            new Message.Certified(any.nullification(7)));
    private final List<LogRecord> records = List.of(
            new LogRecord.Voted(any.vote(0, any.notarize(block))),
            new LogRecord.Body(block),
            new LogRecord.Certified(any.notarization(block)),
            new LogRecord.Abstain(View.of(9)));

    @Test
    void messages_and_records_come_back_as_they_were() {
        for (Message message : messages) {
            assertThat(decodeMessage(message.encoded())).isEqualTo(message);
        }
        for (LogRecord record : records) {
            assertThat(decodeRecord(record.encoded())).isEqualTo(record);
        }
    }

    @Test
    void every_prefix_and_every_trailing_byte_is_refused() {
        for (Message message : messages) {
            byte[] bytes = message.encoded();
            for (int length = 0; length < bytes.length; length++) {
                byte[] prefix = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> decodeMessage(prefix)).isInstanceOf(DecodeException.class);
            }
            assertThatThrownBy(() -> decodeMessage(Arrays.copyOf(bytes, bytes.length + 1)))
                    .isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void unknown_tags_are_refused() {
        assertThatThrownBy(() -> decodeMessage(new byte[] {3})).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> decodeRecord(new byte[] {4})).isInstanceOf(DecodeException.class);
    }

    @Test
    void whatever_decodes_encodes_to_the_same_bytes() {
        for (Message message : messages) {
            byte[] bytes = message.encoded();
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= 1;
                assertThat(encodedAgain(changed).orElse(changed)).isEqualTo(changed);
            }
        }
    }

    private Optional<byte[]> encodedAgain(byte[] bytes) {
        try {
            return Optional.of(decodeMessage(bytes).encoded());
        } catch (DecodeException refused) {
            return Optional.empty();
        }
    }

    @Test
    void the_bytes_are_frozen() {
        assertThat(messages.stream().map(message -> digest(message.encoded())))
                .containsExactly("16a4373eca77f9e4", "760fe60ff77f1bcf", "cd859668b509fbaa");
        assertThat(records.stream().map(record -> digest(record.encoded())))
                .containsExactly("7a55a82acff98e61", "88159d04ae85b49d", "44e767d32df66788", "33d38df2dac26e6c");
    }

    private static String digest(byte[] bytes) {
        return Sha256.of(bytes).hex().substring(0, 16);
    }

    private Message decodeMessage(byte[] bytes) {
        return BorshReader.decodeAll(bytes, in -> Message.decode(in, genesisHash));
    }

    private LogRecord decodeRecord(byte[] bytes) {
        return BorshReader.decodeAll(bytes, in -> LogRecord.decode(in, genesisHash));
    }
}
