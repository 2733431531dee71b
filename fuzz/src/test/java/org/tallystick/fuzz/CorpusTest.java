package org.tallystick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.tallystick.ledger.codec.Bytes;

/** Every input that is kept, and simple changes of it, without Jazzer. */
class CorpusTest {
    private static final int CHANGES = 400;

    @TestFactory
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    Stream<DynamicTest> withstands_what_is_kept_and_changes_of_it() {
        return Targets.decoders().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> withstands(target)));
    }

    @TestFactory
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    Stream<DynamicTest> servers_withstand_what_is_kept() {
        return Targets.servers().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> {
                    for (Bytes input : Corpus.of(target)) {
                        check(target, input.toByteArray());
                    }
                }));
    }

    @Test
    void each_decoder_has_a_name_of_its_own_and_a_first_byte_that_chooses_it() {
        List<String> names = Targets.decoders().stream().map(Target::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeLessThan(256);
    }

    private static void withstands(Target target) throws Exception {
        Random random = new Random(1);
        for (Bytes input : Corpus.of(target)) {
            check(target, input.toByteArray());
            for (int i = 0; i < CHANGES; i++) {
                check(target, changed(input.toByteArray(), random));
            }
        }
        check(target, new byte[0]);
    }

    private static void check(Target target, byte[] input) throws Exception {
        try {
            target.check().accept(input);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(target.name() + " on " + HexFormat.of().formatHex(input), e);
        }
    }

    private static byte[] changed(byte[] sound, Random random) {
        if (sound.length == 0) {
            return sound;
        }
        byte[] bytes = sound.clone();
        int place = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, place);
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
            case 2 -> {
                bytes[place] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            default -> {
                Arrays.fill(bytes, place, Math.min(bytes.length, place + 4), (byte) (random.nextBoolean() ? 0 : -1));
                yield bytes;
            }
        };
    }
}
