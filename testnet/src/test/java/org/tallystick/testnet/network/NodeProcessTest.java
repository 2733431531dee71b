package org.tallystick.testnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a shell that sleeps stands for the node. */
final class NodeProcessTest {
    @TempDir
    private Path temporary = Path.of("");

    private NodeFolder folder = new NodeFolder(0, temporary);
    private NodeProcess process = sleeping(folder, "sleep 60; true");

    @BeforeEach
    void make_the_folder() throws IOException {
        folder = new NodeFolder(3, temporary.resolve("node-3"));
        Files.createDirectories(folder.root());
        process = sleeping(folder, "sleep 60; true");
    }

    @AfterEach
    void end_what_runs() {
        process.kill();
    }

    @Test
    void starts_once_and_is_found_again_by_another_caller() {
        assertThat(process.start()).isTrue();
        assertThat(process.start()).isFalse();

        Optional<ProcessHandle> found = sleeping(folder, "unused").running();

        assertThat(found).isPresent().isEqualTo(process.running());
    }

    @Test
    void stop_ends_the_process_in_good_order() {
        process = sleeping(folder, "trap 'echo good night; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        process.start();
        await().untilAsserted(() -> assertThat(folder.log()).content().contains("up"));

        assertThat(process.stop()).isTrue();

        assertThat(process.running()).isEmpty();
        assertThat(folder.log()).content().contains("good night");
        assertThat(process.stop()).isFalse();
    }

    @Test
    void kill_gives_the_process_no_chance_to_say_anything() {
        process = sleeping(folder, "trap 'echo good night; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        process.start();
        await().untilAsserted(() -> assertThat(folder.log()).content().contains("up"));

        assertThat(process.kill()).isTrue();

        assertThat(process.running()).isEmpty();
        assertThat(folder.log()).content().doesNotContain("good night");
    }

    @Test
    void stop_also_ends_a_paused_process() {
        process.start();
        long pid = process.running().orElseThrow().pid();

        assertThat(process.pause()).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> ProcessFacts.isPaused(pid));
        assertThat(process.unpause()).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> !ProcessFacts.isPaused(pid));

        process.pause();
        assertThat(process.stop()).isTrue();
        assertThat(process.running()).isEmpty();
    }

    @Test
    void never_takes_a_stranger_with_the_same_process_id_for_the_node() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            long startMs = stranger.info().startInstant().orElseThrow().toEpochMilli();
            Files.writeString(folder.process(), stranger.pid() + " " + startMs + "\n");

            assertThat(process.running()).isEmpty();
            assertThat(process.kill()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void never_takes_a_later_process_with_the_same_id_for_the_node() throws Exception {
        process.start();
        ProcessHandle running = process.running().orElseThrow();
        long startMs = running.info().startInstant().orElseThrow().toEpochMilli();

        Files.writeString(folder.process(), running.pid() + " " + (startMs - 60_000) + "\n");
        assertThat(process.running()).isEmpty();

        Files.writeString(folder.process(), running.pid() + " " + startMs + "\n");
        assertThat(process.running()).isPresent();
    }

    @Test
    void says_what_to_do_about_a_file_that_holds_no_process() throws Exception {
        Files.writeString(folder.process(), "hello");

        assertThatThrownBy(process::running)
                .isInstanceOf(TestnetException.class)
                .hasMessageContaining(folder.process().toString());
        Files.delete(folder.process());
    }

    @Test
    void the_last_words_are_those_of_the_last_run() {
        for (String words : List.of("first", "second")) {
            process = sleeping(folder, "echo " + words);
            process.start();
            await().until(() -> process.running().isEmpty());
        }
        assertThat(LogTail.ended(folder, process.logStart()))
                .hasMessageContaining("second")
                .hasMessageNotContaining("first");
    }

    private static NodeProcess sleeping(NodeFolder folder, String script) {
        return new NodeProcess(
                folder, node -> List.of("sh", "-c", script, node.root().toString()));
    }
}
