package org.tallystick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The long search, one process after the other for each target, or for those whose names begin with the system property
 * {@code fuzz.target}. Prints what each did.
 */
@Tag("long")
class LongFuzzingTest {
    /** Through a server an input takes a hundred times as long. */
    private static final int SERVER_SHARE = 200;

    @Test
    void no_target_is_broken_by_what_a_long_search_finds() throws Exception {
        List<Target> decoders = Targets.decoders();
        long executions = Long.getLong("fuzz.executions", 10_000_000);
        long each = executions / decoders.size() + 1;
        List<String> findings = new ArrayList<>();
        long total = 0;
        String chosen = System.getProperty(Fuzzer.TARGET, "");
        List<Target> targets = Stream.concat(decoders.stream(), Targets.servers().stream())
                .filter(target -> target.name().startsWith(chosen))
                .toList();
        for (Target target : targets) {
            long runs = decoders.contains(target) ? each : executions / SERVER_SHARE;
            Path folder = Files.createDirectories(folder().resolve(target.name()));
            JazzerRun.Result result = new JazzerRun(folder).run(target.name(), Corpus.of(target), "-runs=" + runs);
            System.out.printf(
                    "%-34s %,12d executions %6d s  %s%n",
                    target.name(), result.executions(), result.seconds(), result.sound() ? "sound" : "FAULT");
            total += result.executions();
            if (!result.sound()) {
                findings.add(target.name() + ": see " + folder);
            }
        }
        System.out.printf("%,d executions, %d MiB of heap, %d findings%n", total, JazzerRun.HEAP_MIB, findings.size());
        assertThat(findings).isEmpty();
    }

    private static Path folder() throws IOException {
        String configured = System.getProperty("fuzz.folder");
        return configured == null ? Files.createTempDirectory("fuzz") : Path.of(configured);
    }
}
