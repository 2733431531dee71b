package org.tallystick.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.node.store.VoteLogException.Kind;

/** The files of a vote log in a directory, which one process at a time may use. */
final class VoteDirectory implements VoteFiles {
    private static final String NAME = "votes.log";
    private static final String LOCK_NAME = "lock";

    private final Path file;
    private final Path witness;
    private final FileChannel lock;
    private @Nullable FileChannel channel;

    private VoteDirectory(Path file, Path witness, FileChannel lock) {
        this.file = file;
        this.witness = witness;
        this.lock = lock;
    }

    /** @throws VoteLogException {@link Kind#IN_USE} while another process has it open */
    static VoteDirectory open(Path directory, Path witness) throws IOException {
        PrivateFiles.createDirectories(directory);
        Path beside = witness.toAbsolutePath().getParent();
        if (beside != null) {
            // Gone with the ledger when a node that lost its disk is recovered.
            PrivateFiles.createDirectories(beside);
        }
        FileChannel lock = PrivateFiles.open(
                directory.resolve(LOCK_NAME), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            requireAlone(lock, directory);
            return new VoteDirectory(directory.resolve(NAME), witness, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireAlone(FileChannel lock, Path directory) throws IOException {
        boolean alone;
        try {
            alone = lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            alone = false;
        }
        if (!alone) {
            throw new VoteLogException(
                    Kind.IN_USE,
                    "Another process votes with the log in " + directory
                            + ". Stop it first: two nodes with one key would contradict each other.");
        }
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public boolean hasLog() {
        return Files.exists(file);
    }

    @Override
    public byte[] readLog() throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public byte[] readLogHead() throws IOException {
        return firstSector(file);
    }

    @Override
    public void replaceLog(ByteBuffer... content) throws IOException {
        SyncedFiles.replace(file, content);
        closeLog();
    }

    @Override
    public void keepLog() throws IOException {
        Path kept = file;
        for (int i = 1; Files.exists(kept); i++) {
            kept = file.resolveSibling(NAME + ".kept-" + i);
        }
        try {
            Files.createLink(kept, file);
        } catch (UnsupportedOperationException | FileSystemException withoutLinks) {
            SyncedFiles.replace(kept, ByteBuffer.wrap(readLog()));
        }
        SyncedFiles.syncDirectory(file);
    }

    @Override
    public void grow(long from, long to) throws IOException {
        SyncedFiles.writeZeros(log(), from, to);
    }

    @Override
    public void write(ByteBuffer content, long at) throws IOException {
        SyncedFiles.write(log(), content, at);
    }

    @Override
    public void sync() throws IOException {
        log().force(false);
    }

    @Override
    public boolean hasWitness() {
        return Files.exists(witness);
    }

    @Override
    public byte[] readWitness() throws IOException {
        return firstSector(witness);
    }

    @Override
    public void replaceWitness(ByteBuffer content) throws IOException {
        SyncedFiles.replace(witness, content);
    }

    @Override
    public void close() throws IOException {
        closeLog();
        lock.close();
    }

    /** Of the file that has the name now: replacing gives it to another. */
    private FileChannel log() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    private void closeLog() throws IOException {
        FileChannel open = channel;
        if (open != null) {
            channel = null;
            open.close();
        }
    }

    private static byte[] firstSector(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(VoteLogHead.SIZE);
        }
    }
}
