package org.tallystick.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.node.store.VoteLogException.Kind;

/**
 * What this node has voted, as opaque records, synced before {@link #append} returns. The file has its full size before
 * it is written to, so that a sync is one write of data and none of metadata. Not thread-safe: it belongs to the thread
 * that votes. Every failure is a {@link VoteLogException}, after which this node must not vote.
 *
 * <p>Beside the log there is a witness: a small file in another directory that says that this node has voted, and with
 * which generation of the log. So a log that was deleted, or replaced by an older copy, is noticed.
 */
public final class VoteLog implements AutoCloseable {
    private static final String NAME = "votes.log";
    private static final String LOCK_NAME = "lock";

    /** By how much the file grows. */
    private static final int CHUNK = 1024 * 1024;

    private static final long COMPACT_ABOVE = 4L * CHUNK;

    private final Path file;
    private final Path witness;
    private final FileChannel lock;

    private VoteLogHead head;
    private FileChannel channel;
    private long frames;
    private long end;
    private long capacity;
    private long compactAbove = COMPACT_ABOVE;
    private @Nullable VoteLogException failure;

    private VoteLog(Path file, Path witness, FileChannel lock, VoteLogHead head) throws IOException {
        this.file = file;
        this.witness = witness;
        this.lock = lock;
        this.head = head;
        this.channel = openFile(file);
        cutAndMeasure();
    }

    /**
     * Opens the log in {@code directory}, or starts one if this node has never voted. An append that a crash cut short is
     * dropped: it had not returned.
     *
     * @param witness a file in another directory that lives as long as the node's ledger
     * @param ledgerHasBlocks whether the node's ledger has blocks beyond genesis, which a node that never voted has not
     */
    public static VoteLog open(Path directory, Path witness, VoteLogIdentity identity, boolean ledgerHasBlocks) {
        return opening(directory, (file, lock) -> {
            Optional<VoteLogHead> seen = readWitness(witness);
            if (!Files.exists(file)) {
                if (Files.exists(witness) || ledgerHasBlocks) {
                    throw new VoteLogException(
                            Kind.LOST,
                            "This node may have voted before, and its vote log " + file
                                    + " is missing. Put the log back, or run 'tally node recover', which lets it vote"
                                    + " once that cannot contradict old votes.");
                }
                create(file, identity, 1);
            }
            VoteLogHead head = readHead(file, identity);
            if (seen.isPresent() && seen.get().generation() > head.generation()) {
                throw new VoteLogException(
                        Kind.ROLLED_BACK,
                        "The vote log " + file
                                + " is an old copy: newer votes are missing from it. Put the newest log back,"
                                + " or run 'tally node recover'.");
            }
            if (!seen.equals(Optional.of(head))) {
                SyncedFiles.replace(witness, ByteBuffer.wrap(head.encoded()));
            }
            return new VoteLog(file, witness, lock, head);
        });
    }

    /**
     * Starts an empty log whatever was there before. Only for a node whose log is lost, and which will not vote in any view
     * in which it might have voted.
     */
    public static VoteLog startOver(Path directory, Path witness, VoteLogIdentity identity) {
        return opening(directory, (file, lock) -> {
            long generation = readWitness(witness).map(VoteLogHead::generation).orElse(0L) + 1;
            create(file, identity, generation);
            VoteLogHead head = readHead(file, identity);
            SyncedFiles.replace(witness, ByteBuffer.wrap(head.encoded()));
            return new VoteLog(file, witness, lock, head);
        });
    }

    /** Stores the records together, all or none after a crash, and returns once they are on disk. */
    public void append(List<Bytes> records) {
        if (failure != null) {
            // What the disk holds after a failed sync is unknown, whatever later syncs say.
            throw failure;
        }
        try {
            ByteBuffer frame = VoteFrames.frame(frames, records);
            long frameEnd = end + frame.remaining();
            if (frameEnd > capacity) {
                long larger = roundUp(frameEnd);
                SyncedFiles.writeZeros(channel, capacity, larger);
                capacity = larger;
            }
            end = SyncedFiles.write(channel, frame, end);
            frames++;
            channel.force(false);
        } catch (IOException e) {
            failure = VoteLogException.disk(e);
            throw failure;
        }
    }

    /** All records, oldest first, read from the file. */
    public List<Bytes> records() {
        try {
            return VoteFrames.scan(Files.readAllBytes(file), VoteLogHead.SIZE).records();
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }

    /** Whether the log has grown enough since the last {@link #compact} to be worth another. */
    public boolean compactionDue() {
        return end > compactAbove;
    }

    /** Replaces all records by {@code keep}; after a crash the log holds either. Takes a few milliseconds. */
    public void compact(List<Bytes> keep) {
        try {
            VoteLogHead next = new VoteLogHead(head.identity(), head.generation() + 1);
            ByteBuffer frame = VoteFrames.frame(0, keep);
            long used = VoteLogHead.SIZE + (long) frame.remaining();
            ByteBuffer zeros = ByteBuffer.allocate((int) (roundUp(used) - used));
            SyncedFiles.replace(file, ByteBuffer.wrap(next.encoded()), frame, zeros);
            channel.close();
            channel = openFile(file);
            head = next;
            frames = 1;
            end = used;
            capacity = channel.size();
            compactAbove = 2 * used + COMPACT_ABOVE;
            // After the log, so that a crash between the two leaves the log newer than its witness, never older.
            SyncedFiles.replace(witness, ByteBuffer.wrap(next.encoded()));
        } catch (IOException e) {
            failure = VoteLogException.disk(e);
            throw failure;
        }
    }

    /** Bytes in use. */
    public long sizeBytes() {
        return end;
    }

    @Override
    public void close() {
        try {
            channel.close();
            lock.close();
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }

    private interface Opening {
        VoteLog with(Path file, FileChannel lock) throws IOException;
    }

    private static VoteLog opening(Path directory, Opening opening) {
        try {
            Files.createDirectories(directory);
            FileChannel lock =
                    FileChannel.open(directory.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                requireAlone(lock, directory);
                return opening.with(directory.resolve(NAME), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw VoteLogException.disk(e);
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
                            + ". Stop it first: two nodes with one key would" + " contradict each other.");
        }
    }

    private static void create(Path file, VoteLogIdentity identity, long generation) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(CHUNK - VoteLogHead.SIZE);
        SyncedFiles.replace(file, ByteBuffer.wrap(new VoteLogHead(identity, generation).encoded()), zeros);
    }

    private static VoteLogHead readHead(Path file, VoteLogIdentity identity) throws IOException {
        VoteLogHead head = VoteLogHead.decode(firstSector(file))
                .orElseThrow(() -> new VoteLogException(
                        Kind.CORRUPT,
                        "The head of the vote log " + file
                                + " is damaged. Copy an intact log back if the disk still has one,"
                                + " or run 'tally node recover'."));
        if (!head.identity().equals(identity)) {
            throw new VoteLogException(
                    Kind.OTHER_IDENTITY,
                    "The vote log " + file + " is of the key " + head.identity().key() + " on the network "
                            + head.identity().genesisHash()
                            + ". Use that key and network, or give this one a directory of its own.");
        }
        return head;
    }

    /** Empty also for a damaged witness: beside a log that is there, it only adds to what the log says. */
    private static Optional<VoteLogHead> readWitness(Path witness) throws IOException {
        return Files.exists(witness) ? VoteLogHead.decode(firstSector(witness)) : Optional.empty();
    }

    private static byte[] firstSector(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(VoteLogHead.SIZE);
        }
    }

    private static FileChannel openFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void cutAndMeasure() throws IOException {
        byte[] content = Files.readAllBytes(file);
        VoteFrames.Scan scan = VoteFrames.scan(content, VoteLogHead.SIZE);
        frames = scan.frames();
        end = scan.end();
        capacity = content.length;
        if (scan.torn()) {
            SyncedFiles.writeZeros(channel, end, capacity);
        }
    }

    private static long roundUp(long size) {
        return (size + CHUNK - 1) / CHUNK * CHUNK;
    }
}
