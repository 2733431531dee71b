package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as far as it goes without a build; what it launches has its own tests. */
final class LauncherTest {
    /** Tests run in the folder of their module. */
    private static final Path LAUNCHER = Path.of("..", "tally").toAbsolutePath().normalize();

    @TempDir
    private Path elsewhere = Path.of("");

    private record Result(int exitCode, String output) {}

    @Test
    void says_what_groups_there_are() throws Exception {
        Result result = run(LAUNCHER, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("tally testnet", "tally wallet", "tally node");
    }

    @Test
    void refuses_a_group_that_there_is_not() throws Exception {
        Result result = run(LAUNCHER, "fly", "away");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("no group 'fly'");
    }

    @Test
    void works_from_another_folder_through_links_and_blanks() throws Exception {
        Path folder = Files.createDirectory(elsewhere.resolve("a folder"));
        Path link = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
        Path second = Files.createSymbolicLink(folder.resolve("second link"), link.getFileName());

        assertThat(run(second, "--help").exitCode()).isZero();
    }

    private Result run(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
