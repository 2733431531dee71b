package org.tallystick.consensus.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlc2.TLC;

/** Specification §4 and §5, by looking at every state that the rules allow. */
class SpecificationTest {
    private static final Path SPECIFICATION =
            Path.of("..", "docs", "spec").toAbsolutePath().normalize();

    @TempDir
    Path scratch = Path.of("");

    @Test
    void the_rules_keep_one_chain_and_never_get_stuck() throws Exception {
        String model = System.getProperty("specification.model", "Small");
        String report = check(Files.readString(SPECIFICATION.resolve(model + ".cfg")));
        System.out.println(report);
        assertThat(report).contains("Model checking completed. No error has been found.");
    }

    @ParameterizedTest
    @CsvSource({
        "quorum, OneNotarization",
        "notarize once, OneNotarization",
        "justification, OneChain",
        "nullify after finalize, FinalIsNotSkipped",
        "finalize after nullify, FinalIsNotSkipped",
        "remember bodies, BodiesAreThere"
    })
    void each_rule_matters(String rule, String promise) throws Exception {
        String model = Files.readString(SPECIFICATION.resolve("Small.cfg"));
        String report = check(model.replace("Broken = {}", "Broken = {\"" + rule + "\"}"));
        assertThat(report).contains("Invariant " + promise + " is violated.");
    }

    /** In a process of its own, as the checker keeps its state in static fields. */
    private String check(String model) throws IOException, InterruptedException {
        Files.copy(SPECIFICATION.resolve("Simplex.tla"), scratch.resolve("Simplex.tla"));
        Files.writeString(scratch.resolve("Model.cfg"), model);
        Path report = scratch.resolve("report.txt");
        Path checker = Path.of(
                TLC.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-cp",
                        checker.toString(),
                        TLC.class.getName(),
                        "-workers",
                        "auto",
                        "-metadir",
                        "states",
                        "-config",
                        "Model.cfg",
                        "Simplex.tla"))
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(report);
    }
}
