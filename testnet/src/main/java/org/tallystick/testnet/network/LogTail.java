package org.tallystick.testnet.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tallystick.testnet.network.TestnetException.Kind;

/** The last words of a node that ended. */
final class LogTail {
    private static final int LINES = 5;

    /** Logs grow over many starts; only the end is read. */
    private static final long MAX_BYTES = 8_192;

    private LogTail() {}

    /** @param from where in its log the words of this run begin */
    static TestnetException ended(NodeFolder node, long from) {
        return new TestnetException(
                Kind.FAILED,
                node.name() + " ended while it was starting; its last words were:\n" + of(node, from),
                "The whole log is " + node.log());
    }

    private static String of(NodeFolder node, long from) {
        try (FileChannel log = FileChannel.open(node.log(), StandardOpenOption.READ)) {
            // A log that is shorter than it was has been begun anew.
            long own = log.size() < from ? log.size() : log.size() - from;
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(own, MAX_BYTES));
            log.read(end, log.size() - end.capacity());
            List<String> lines =
                    StandardCharsets.UTF_8.decode(end.flip()).toString().lines().toList();
            if (lines.isEmpty()) {
                return "(none)";
            }
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
