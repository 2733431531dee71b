package org.tallystick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.codec.Bytes;

/** A short search for new inputs, over all decoders at once. */
class ActiveFuzzingTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void no_decoder_is_broken_by_what_a_short_search_finds() throws Exception {
        List<Target> targets = Targets.decoders();
        List<Bytes> seeds = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            for (Bytes seed : Corpus.of(targets.get(i))) {
                seeds.add(prefixed(i, seed));
            }
        }

        JazzerRun.Result result = new JazzerRun(folder)
                .run(Fuzzer.ALL, seeds, "-max_total_time=" + Integer.getInteger("fuzz.seconds", 10));

        assertThat(result.sound()).as(result.log()).isTrue();
        assertThat(result.executions()).isGreaterThan(10_000);
    }

    private static Bytes prefixed(int target, Bytes seed) {
        byte[] input = new byte[1 + seed.length()];
        input[0] = (byte) target;
        System.arraycopy(seed.toByteArray(), 0, input, 1, seed.length());
        return Bytes.of(input);
    }
}
