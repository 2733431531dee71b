package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as far as it goes without a build; what it launches has its own tests. */
@Timeout(60)
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

    @Test
    void says_that_it_can_not_build_where_it_can_not_write() throws Exception {
        Path checkout = checkout("echo built");
        Files.writeString(checkout.resolve("target"), "no folder");

        Result result = build(checkout, false);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("can't be written", checkout.toString());
    }

    /** The lock file is there, and nobody holds it; the link is there, and its process has ended. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_build_that_was_killed_keeps_nobody_waiting(boolean withFlock) throws Exception {
        Path checkout = checkout("echo the second build; exit 1");
        Path target = Files.createDirectory(checkout.resolve("target"));
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        Files.createFile(target.resolve("tally-build.lock"));
        Files.createSymbolicLink(target.resolve("tally-build.pid"), Path.of(String.valueOf(killed.pid())));

        Result result = build(checkout, withFlock);

        assertThat(result.output()).contains("The build failed");
        assertThat(target.resolve("tally-build.log")).content().contains("the second build");
    }

    @Test
    void who_comes_second_waits_for_the_build_of_the_first() throws Exception {
        Path checkout = checkout("exit 1");
        Path target = Files.createDirectory(checkout.resolve("target"));
        Process first = new ProcessBuilder("cat").start();
        Files.createSymbolicLink(target.resolve("tally-build.pid"), Path.of(String.valueOf(first.pid())));
        // The second looks once a second whether the first has ended; the first ends when it has looked.
        script("sleep", "kill " + first.pid());

        Result result = build(checkout, false);

        assertThat(result.output()).contains("Waiting for another build", "The build failed");
        assertThat(first.waitFor()).isNotZero();
    }

    /** What it built is not a program; it has to come as far as starting it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void starts_what_it_has_built_and_keeps_no_lock(boolean withFlock) throws Exception {
        Path checkout = checkout("mkdir -p testnet/target/dist && echo built > testnet/target/dist/tally.jar");

        Result result = build(checkout, withFlock);

        assertThat(result.output()).contains("Building Tallystick", "NodeCommand");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(Files.exists(checkout.resolve("target/tally-build.pid"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    /** Sources of nothing, so that they have to be built; with a Maven that runs {@code script}. */
    private Path checkout(String script) throws IOException {
        Path checkout = Files.createDirectory(elsewhere.resolve("checkout"));
        Files.copy(LAUNCHER, checkout.resolve("tally"));
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createDirectory(elsewhere.resolve("bin"));
        script("mvn", script);
        return checkout;
    }

    private void script(String name, String script) throws IOException {
        Path file = elsewhere.resolve("bin").resolve(name);
        if (!Files.exists(file)) {
            Files.writeString(file, "#!/bin/sh\n" + script + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    /** Starts what has to be built first, with no programs but those that every system has. */
    private Result build(Path checkout, boolean withFlock) throws IOException, InterruptedException {
        List<String> programs = new ArrayList<>(List.of(
                "dirname", "readlink", "sed", "find", "head", "tail", "mkdir", "rm", "ln", "mv", "sleep", "grep"));
        if (withFlock) {
            programs.add("flock");
        }
        for (String program : programs) {
            script(program, "PATH=/usr/bin:/bin exec " + program + " \"$@\"");
        }
        ProcessBuilder command = new ProcessBuilder(checkout.resolve("tally").toString(), "node", "--help");
        command.environment().put("PATH", elsewhere.resolve("bin").toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return result(command);
    }

    private Result run(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return result(new ProcessBuilder(command));
    }

    private Result result(ProcessBuilder command) throws IOException, InterruptedException {
        Process process =
                command.directory(elsewhere.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
