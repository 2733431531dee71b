package org.tallystick.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/**
 * Whatever bytes arrive, a decoder refuses them with a {@link DecodeException} or gives a value whose encoding is just
 * those bytes: no value has two encodings, and no input does anything else.
 */
class CanonicalDecodingTest {
    private static final Genesis GENESIS = TestNetwork.genesis();
    private static final Hash NETWORK = GENESIS.hash();

    /** A sound value and the decoder of its type. */
    record Sample<T extends Encodable>(T value, Function<BorshReader, T> decoder) {

        Bytes encoding() {
            return Bytes.encodingOf(value);
        }

        T decode(byte[] bytes) {
            return BorshReader.decodeAll(bytes, decoder);
        }
    }

    static Stream<Named<Sample<?>>> samples() {
        Transaction payment = TestNetwork.pay(
                GENESIS,
                TestNetwork.ALICE,
                1,
                TestNetwork.transfer(TestNetwork.BOB, 5),
                TestNetwork.transfer(TestNetwork.CAROL, Long.MAX_VALUE));
        TransactionBody body = payment.body();
        Hash hash = payment.id();
        BlockHeader header = new BlockHeader(
                Epoch.ZERO,
                Height.of(3),
                View.of(4),
                hash,
                17,
                2,
                1,
                0,
                hash,
                hash,
                hash,
                GENESIS.authorities().hash());
        Ballot ballot = Ballot.notarize(Epoch.ZERO, View.of(4), hash);
        Stream<Sample<?>> all = Stream.of(
                new Sample<>(payment, in -> Transaction.decode(in, NETWORK)),
                new Sample<>(withMemo(body), TransactionBody::decode),
                new Sample<>(header, BlockHeader::decode),
                new Sample<>(Block.of(NETWORK, header, List.of(payment)), in -> Block.decode(in, NETWORK)),
                new Sample<>(ballot, Ballot::decode),
                new Sample<>(Ballot.nullify(Epoch.ZERO, View.of(4)), Ballot::decode),
                new Sample<>(TestNetwork.certificate(GENESIS, ballot, 0, 2, 3), Certificate::decode),
                new Sample<>(GENESIS.authorities(), AuthoritySet::decode),
                new Sample<>(GENESIS, Genesis::decode),
                new Sample<>(new Receipt(hash, new Receipt.Outcome.Applied(), Amount.ZERO), Receipt::decode),
                new Sample<>(new Receipt(hash, failed(), Amount.ZERO), Receipt::decode),
                new Sample<>(new Account(Amount.ofBaseUnits(7)), Account::decode),
                new Sample<>(new SentKey(body.sender(), body.idempotencyKey()), SentKey::decode),
                new Sample<>(new SentKey.Use(hash, 17), SentKey.Use::decode));
        return all.map(sample -> Named.of(sample.value().getClass().getSimpleName(), sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_value_comes_back_from_its_encoding(Sample<?> sample) {
        assertThat((Object) sample.decode(sample.encoding().toByteArray())).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_encoding_cut_short_is_refused(Sample<?> sample) {
        byte[] sound = sample.encoding().toByteArray();
        for (int length = 0; length < sound.length; length++) {
            assertThat(decodes(sample, Arrays.copyOf(sound, length))).isFalse();
        }
        assertThat(decodes(sample, Arrays.copyOf(sound, sound.length + 1))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void damaged_bytes_are_refused_or_are_the_encoding_of_what_they_decode_to(Sample<?> sample) {
        Random random = new Random(1);
        byte[] sound = sample.encoding().toByteArray();
        for (int i = 0; i < 2_000; i++) {
            decodes(sample, damaged(sound, random));
        }
    }

    /** Whether {@code bytes} decode, having checked that they do so canonically. */
    private static boolean decodes(Sample<?> sample, byte[] bytes) {
        Encodable decoded;
        try {
            decoded = sample.decode(bytes);
        } catch (DecodeException e) {
            return false;
        }
        assertThat(decoded.encoded()).isEqualTo(bytes);
        // Not from bytes that were kept, either: what the value says is all that there was.
        if (decoded instanceof Transaction transaction) {
            assertThat(Transaction.of(NETWORK, transaction.body(), transaction.authorizations())
                            .encoded())
                    .isEqualTo(bytes);
        }
        return true;
    }

    private static byte[] damaged(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int place = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[place] = (byte) random.nextInt(256);
            case 2 ->
                Arrays.fill(bytes, place, Math.min(bytes.length, place + 8), (byte) (random.nextBoolean() ? 0 : -1));
            default -> System.arraycopy(sound, random.nextInt(bytes.length - place), bytes, place, 1);
        }
        return bytes;
    }

    private static TransactionBody withMemo(TransactionBody body) {
        return new TransactionBody(
                body.network(),
                body.sender(),
                body.idempotencyKey(),
                body.validUntilMs(),
                body.fee(),
                "für den Fußball ⚽",
                body.operations());
    }

    private static Receipt.Outcome failed() {
        return new Receipt.Outcome.Failed(RefusalCode.INSUFFICIENT_FUNDS, 1);
    }
}
