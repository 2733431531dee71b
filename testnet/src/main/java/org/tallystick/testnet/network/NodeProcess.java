package org.tallystick.testnet.network;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.config.TextFiles;
import org.tallystick.testnet.network.TestnetException.Kind;

/**
 * The process of one node, which outlives the one that started it. Its id and start are kept in a file in the node's
 * folder; a process is taken for the node only if both still fit and the folder stands in its command line, so that a
 * process id that the system gave to someone else is never harmed.
 */
public final class NodeProcess {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);

    /** The system tells a start only to its clock tick, and counts from a boot time that clock corrections move. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    /** Process id, then start in milliseconds since 1970 UTC. */
    private static final Pattern CONTENT = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18})\n");

    private static final File NOTHING = new File("/dev/null");

    private final NodeFolder folder;
    private final NodeProgram program;

    /** Written by whoever starts the node, read by whoever waits for it. */
    private volatile long logStart;

    public NodeProcess(NodeFolder folder, NodeProgram program) {
        this.folder = folder;
        this.program = program;
    }

    public NodeFolder folder() {
        return folder;
    }

    /** Where in the log the run begins that was started from here; 0 when none was. */
    long logStart() {
        return logStart;
    }

    /** The running process, if there is one. */
    public Optional<ProcessHandle> running() {
        return remembered().filter(this::isOurs);
    }

    /**
     * Starts the node unless it runs, and returns without waiting for it to be ready.
     *
     * @return whether it was started
     */
    public boolean start() {
        return start(program.command(folder));
    }

    /** The same for a node that was just founded: its key has never voted. */
    boolean startFirst() {
        List<String> command = new ArrayList<>(program.command(folder));
        command.add("--first-start");
        return start(command);
    }

    private boolean start(List<String> command) {
        if (running().isPresent()) {
            return false;
        }
        try {
            Files.createDirectories(folder.log().getParent());
            File log = folder.log().toFile();
            logStart = log.length();
            Process process = new ProcessBuilder(command)
                    .directory(folder.root().toFile())
                    .redirectInput(NOTHING)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            long startMs = process.info()
                    .startInstant()
                    .map(start -> start.toEpochMilli())
                    .orElse(0L);
            TextFiles.write(folder.process(), process.pid() + " " + startMs + "\n");
            return true;
        } catch (IOException e) {
            throw new TestnetException(
                    Kind.FAILED, folder.name() + " did not start: " + e.getMessage(), "Check the Java installation.");
        }
    }

    /**
     * Asks the process to end and waits for it; one that does not is killed.
     *
     * @return whether it was running
     */
    public boolean stop() {
        Optional<ProcessHandle> process = running();
        process.ifPresent(handle -> {
            signal(handle, "CONT"); // A paused process would not hear the request.
            handle.destroy();
            if (!awaitEnd(handle, GRACE)) {
                kill(handle);
            }
            forget();
        });
        return process.isPresent();
    }

    /**
     * Ends the process at once, as a power cut would ({@code kill -9}).
     *
     * @return whether it was running
     */
    public boolean kill() {
        Optional<ProcessHandle> process = running();
        process.ifPresent(handle -> {
            kill(handle);
            forget();
        });
        return process.isPresent();
    }

    /** Freezes the process where it is; it keeps its sockets. Returns whether it was running. */
    public boolean pause() {
        return running().map(handle -> signal(handle, "STOP")).orElse(false);
    }

    /** Lets a paused process go on. Returns whether there was one. */
    public boolean unpause() {
        return running().map(handle -> signal(handle, "CONT")).orElse(false);
    }

    private void kill(ProcessHandle handle) {
        handle.destroyForcibly();
        if (!awaitEnd(handle, AFTER_KILL)) {
            throw new TestnetException(
                    Kind.FAILED,
                    folder.name() + " (process " + handle.pid() + ") does not end",
                    "See what it is waiting for.");
        }
    }

    /** Polls, because {@link ProcessHandle#onExit} also waits for a zombie to be reaped, which nobody may do. */
    private static boolean awaitEnd(ProcessHandle handle, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (handle.isAlive() && !ProcessFacts.isZombie(handle.pid())) {
            if (System.nanoTime() - deadline > 0 || !Pause.of(POLL)) {
                return false;
            }
        }
        return true;
    }

    private static boolean signal(ProcessHandle handle, String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            throw new TestnetException(
                    Kind.FAILED, "can't send signals here: " + e.getMessage(), "Pausing needs the kill command.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<ProcessHandle> remembered() {
        if (!Files.exists(folder.process())) {
            return Optional.empty();
        }
        Matcher content = CONTENT.matcher(TextFiles.read(folder.process()));
        if (!content.matches()) {
            throw new TestnetException(
                    Kind.FAILED,
                    folder.process() + " does not hold a process id and its start",
                    "End the node's process if it runs, and delete this file.");
        }
        long startMs = Long.parseLong(content.group(2));
        return ProcessHandle.of(Long.parseLong(content.group(1))).filter(handle -> startedAt(handle, startMs));
    }

    private static boolean startedAt(ProcessHandle handle, long startMs) {
        return handle.info()
                .startInstant()
                .map(start -> Math.abs(start.toEpochMilli() - startMs) <= START_TOLERANCE.toMillis())
                .orElse(true);
    }

    /** For a moment after its start a process has no command line yet; a zombie has none any more. */
    private boolean isOurs(ProcessHandle handle) {
        return handle.isAlive()
                && handle.info()
                        .commandLine()
                        .map(line -> line.contains(folder.root().toString()))
                        .orElseGet(() -> !ProcessFacts.isZombie(handle.pid()));
    }

    private void forget() {
        try {
            Files.deleteIfExists(folder.process());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
