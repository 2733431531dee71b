package org.tallystick.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes to files such that they are there after a power cut. */
final class SyncedFiles {
    private static final int ZEROS = 64 * 1024;

    private SyncedFiles() {}

    /** Makes {@code file} hold {@code content}: after a crash it holds that or what it held before, nothing else. */
    static void replace(Path file, ByteBuffer... content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = PrivateFiles.open(
                next,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            long at = 0;
            for (ByteBuffer part : content) {
                at = write(out, part, at);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(file);
    }

    /** Writes all of {@code content} at {@code at}, without syncing; returns where it ends. */
    static long write(FileChannel channel, ByteBuffer content, long at) throws IOException {
        long position = at;
        while (content.hasRemaining()) {
            position += channel.write(content, position);
        }
        return position;
    }

    /** Writes zeros from {@code from} to {@code to} and syncs. */
    static void writeZeros(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
        for (long at = from; at < to; ) {
            zeros.clear().limit((int) Math.min(ZEROS, to - at));
            at = write(channel, zeros, at);
        }
        channel.force(true);
    }

    /** Makes names given or taken in the directory of {@code file} durable. */
    static void syncDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
