package org.tallystick.testnet.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux tells about a process under {@code /proc}; elsewhere nothing is known. */
public final class ProcessFacts {
    private ProcessFacts() {}

    /** Resident memory in bytes now. */
    public static OptionalLong residentBytes(long pid) {
        return status(pid, "VmRSS:");
    }

    /** Resident memory in bytes at its highest since the process started. */
    public static OptionalLong peakResidentBytes(long pid) {
        return status(pid, "VmHWM:");
    }

    /** Whether the process has ended and only its entry is left, because its parent has not asked for its result. */
    static boolean isZombie(long pid) {
        // The first thread ends before the others do, and as long as one is left, so are the process's sockets.
        return state(pid).filter(state -> state == 'Z').isPresent() && threads(pid) <= 1;
    }

    private static long threads(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether the process is frozen by a signal. */
    static boolean isPaused(long pid) {
        return state(pid).filter(state -> state == 'T').isPresent();
    }

    private static Optional<Character> state(long pid) {
        // "pid (name) S ...", where the name may hold anything, brackets too.
        return read(pid, "stat").map(text -> text.charAt(text.lastIndexOf(')') + 2));
    }

    private static OptionalLong status(long pid, String field) {
        return read(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst();
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
