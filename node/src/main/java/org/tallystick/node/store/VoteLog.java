package org.tallystick.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
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
    /** By how much the file grows. */
    private static final int CHUNK = 1024 * 1024;

    private static final long COMPACT_ABOVE = 4L * CHUNK;

    private final VoteFiles files;

    private VoteLogHead head;
    private long frames;
    private long end;
    private long capacity;
    private long compactAbove = COMPACT_ABOVE;
    private @Nullable VoteLogException failure;

    private VoteLog(VoteFiles files, VoteLogHead head) throws IOException {
        this.files = files;
        this.head = head;
        cutAndMeasure();
    }

    /**
     * Opens the log in {@code directory}, or starts one if this node has never voted. An append that a crash cut short is
     * dropped: it had not returned.
     *
     * @param witness a file in another directory that lives as long as the node's ledger
     * @param neverVoted whether it is certain that this key has never voted, here or elsewhere; a log is begun only then, as
     *     a disk that was lost looks like one that was never written
     */
    public static VoteLog open(Path directory, Path witness, VoteLogIdentity identity, boolean neverVoted) {
        return reading(directory, witness, files -> open(files, identity, neverVoted));
    }

    /** The same on files that are open; the log closes them. */
    static VoteLog open(VoteFiles files, VoteLogIdentity identity, boolean neverVoted) throws IOException {
        Optional<VoteLogHead> seen = witnessed(files);
        if (!files.hasLog()) {
            if (files.hasWitness() || !neverVoted) {
                throw new VoteLogException(
                        Kind.LOST,
                        "This node may have voted before, and its vote log " + files.place()
                                + " is missing. Put the log back, or run " + VoteLogException.RECOVER
                                + ". Only if this key has never voted, here or elsewhere: 'tally node run"
                                + " --first-start'.");
            }
            write(files, VoteLogHead.fresh(identity, 1), List.of());
        }
        VoteLogHead head = readHead(files, identity);
        if (seen.isPresent() && seen.get().generation() > head.generation()) {
            throw new VoteLogException(
                    Kind.ROLLED_BACK,
                    "The vote log " + files.place()
                            + " is an old copy: newer votes are missing from it. Put the newest log back,"
                            + " or run " + VoteLogException.RECOVER + ".");
        }
        if (!seen.equals(Optional.of(head))) {
            files.replaceWitness(ByteBuffer.wrap(head.encoded()));
        }
        return new VoteLog(files, head);
    }

    /**
     * Stores the records and returns once they are on disk. After a crash before that the log holds all or none of them, or
     * the first of them where they are many megabytes.
     */
    public void append(List<Bytes> records) {
        if (failure != null) {
            // What the disk holds after a failed sync is unknown, whatever later syncs say.
            throw failure;
        }
        try {
            for (ByteBuffer frame : VoteFrames.frames(frames, records, head.salt())) {
                // Each is synced before the next: only the last one may be torn.
                append(frame);
            }
        } catch (IOException e) {
            failure = VoteLogException.disk(e);
            throw failure;
        }
    }

    private void append(ByteBuffer frame) throws IOException {
        long frameEnd = end + frame.remaining();
        if (frameEnd > capacity) {
            long larger = roundUp(frameEnd);
            files.grow(capacity, larger);
            capacity = larger;
        }
        files.write(frame, end);
        end = frameEnd;
        frames++;
        files.sync();
    }

    /** All records, oldest first, read from the file. */
    public List<Bytes> records() {
        try {
            return VoteFrames.scan(files.readLog(), VoteLogHead.SIZE, head.salt())
                    .records();
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
            VoteLogHead next = VoteLogHead.fresh(head.identity(), head.generation() + 1);
            Written written = write(files, next, keep);
            head = next;
            frames = written.frames;
            end = written.end;
            capacity = written.capacity;
            compactAbove = 2 * end + COMPACT_ABOVE;
            // After the log, so that a crash between the two leaves the log newer than its witness, never older.
            files.replaceWitness(ByteBuffer.wrap(next.encoded()));
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
            files.close();
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }

    interface Reading<T> {
        T from(VoteFiles files) throws IOException;
    }

    /** Opens the files and has them read; they are closed again if that fails. */
    static <T> T reading(Path directory, Path witness, Reading<T> reading) {
        try {
            VoteFiles files = VoteDirectory.open(directory, witness);
            try {
                return reading.from(files);
            } catch (IOException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }

    private record Written(long frames, long end, long capacity) {}

    /** Makes the log hold {@code records} and nothing else; after a crash it holds that or what it held before. */
    private static Written write(VoteFiles files, VoteLogHead head, List<Bytes> records) throws IOException {
        List<ByteBuffer> content = new ArrayList<>();
        content.add(ByteBuffer.wrap(head.encoded()));
        if (!records.isEmpty()) {
            content.addAll(VoteFrames.frames(0, records, head.salt()));
        }
        long frames = content.size() - 1L;
        long end = content.stream().mapToLong(ByteBuffer::remaining).sum();
        long capacity = roundUp(end);
        content.add(ByteBuffer.allocate((int) (capacity - end)));
        files.replaceLog(content.toArray(ByteBuffer[]::new));
        return new Written(frames, end, capacity);
    }

    /** Replaces whatever is there by a log of {@code records}. */
    static void begin(VoteFiles files, VoteLogHead head, List<Bytes> records) throws IOException {
        write(files, head, records);
        files.replaceWitness(ByteBuffer.wrap(head.encoded()));
    }

    static VoteLogHead readHead(VoteFiles files, VoteLogIdentity identity) throws IOException {
        VoteLogHead head = VoteLogHead.decode(files.readLogHead())
                .orElseThrow(() -> new VoteLogException(
                        Kind.CORRUPT,
                        "The head of the vote log " + files.place()
                                + " is damaged. Copy an intact log back if the disk still has one,"
                                + " or run " + VoteLogException.RECOVER + "."));
        if (!head.identity().equals(identity)) {
            throw new VoteLogException(
                    Kind.OTHER_IDENTITY,
                    "The vote log " + files.place() + " is of the key "
                            + head.identity().key() + " on the network "
                            + head.identity().genesisHash()
                            + ". Use that key and network, or give this one a directory of its own.");
        }
        return head;
    }

    /** Empty also for a damaged witness: beside a log that is there, it only adds to what the log says. */
    static Optional<VoteLogHead> witnessed(VoteFiles files) throws IOException {
        return files.hasWitness() ? VoteLogHead.decode(files.readWitness()) : Optional.empty();
    }

    private void cutAndMeasure() throws IOException {
        byte[] content = files.readLog();
        VoteFrames.Scan scan = VoteFrames.scan(content, VoteLogHead.SIZE, head.salt());
        frames = scan.frames();
        end = scan.end();
        capacity = content.length;
        if (scan.torn()) {
            files.grow(end, capacity);
        }
    }

    private static long roundUp(long size) {
        return (size + CHUNK - 1) / CHUNK * CHUNK;
    }
}
