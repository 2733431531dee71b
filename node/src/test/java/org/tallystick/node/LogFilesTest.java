package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.config.LoggingSetup;
import org.tallystick.config.NodeConfig.LogFormat;
import org.tallystick.config.NodeConfig.LogLevel;
import org.tallystick.config.NodeConfig.Logging;

/** Each in a process of its own, as logging is set up once in a process. */
class LogFilesTest {
    private static final long MAX_BYTES = 1 << 20;

    @TempDir
    Path folder;

    /** Logs as much as it is told to; its arguments are the format, the file, and how many lines of 10,000 characters. */
    static final class Chatter {
        private Chatter() {}

        public static void main(String[] arguments) {
            LoggingSetup.apply(
                    new Logging(LogLevel.INFO, LogFormat.valueOf(arguments[0]), Path.of(arguments[1]), MAX_BYTES));
            Logger log = LoggerFactory.getLogger("org.tallystick.Chatter");
            log.info("linked to {}", "node-3");
            log.warn("failed", new IllegalStateException("no luck"));
            String text = "x".repeat(10_000);
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                log.info("line {} {}", i, text);
            }
        }
    }

    private String chatter(LogFormat format, Path file, int lines) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Chatter.class.getName(),
                        format.name(),
                        file.toString(),
                        Integer.toString(lines))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void json_lines_say_what_happened_with_the_values_in_place() throws Exception {
        String said = chatter(LogFormat.JSON, Path.of(""), 0);
        List<String> lines = said.lines().toList();
        assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(lines.getFirst()).contains("\"linked to node-3\"").doesNotContain("to {}");
        assertThat(lines.get(1)).contains("no luck", "IllegalStateException");
    }

    @Test
    void the_files_of_a_log_stay_below_their_bound_together() throws Exception {
        assertThat(chatter(LogFormat.TEXT, folder.resolve("node.log"), 1_500)).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(8);
            assertThat(all.stream().mapToLong(LogFilesTest::size).sum()).isLessThan(MAX_BYTES + 8 * 10_000);
        }
        assertThat(folder.resolve("node.log")).content().contains("line 1499").doesNotContain("x".repeat(4_001));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
