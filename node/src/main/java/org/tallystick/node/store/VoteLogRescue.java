package org.tallystick.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.node.store.VoteLogException.Kind;

/**
 * What is left of a vote log that can't be voted with, and a log to begin again with. While this is open, no node can vote
 * with the log.
 */
public final class VoteLogRescue implements AutoCloseable {
    private final VoteFiles files;
    private final VoteLogIdentity identity;
    private final State state;
    private final List<Bytes> records;
    private final long generation;

    /** How much of the log is left. */
    public enum State {
        /** There is no log. */
        MISSING,
        /** Its head or some record is not as written; the others can be read. */
        DAMAGED,
        /** It is whole, but newer votes are missing from it: this node has had a later one. */
        OLD_COPY,
        /** It is whole, and as new as this node knows it. */
        INTACT
    }

    private VoteLogRescue(VoteFiles files, VoteLogIdentity identity) throws IOException {
        this.files = files;
        this.identity = identity;
        Optional<VoteLogHead> witness = VoteLog.witnessed(files);
        long witnessed = witness.map(VoteLogHead::generation).orElse(0L);
        if (!files.hasLog()) {
            state = State.MISSING;
            records = List.of();
            generation = witnessed;
            return;
        }
        byte[] content = files.readLog();
        List<Bytes> found;
        State judged;
        long own = 0;
        // Without the head, what it said may stand in the witness; without both, nothing in the file can be told from
        // what strangers put into blocks.
        Optional<VoteLogHead> known = witness;
        try {
            VoteLogHead head = VoteLog.readHead(files, identity);
            known = Optional.of(head);
            own = head.generation();
            found = VoteFrames.scan(content, VoteLogHead.SIZE, head.salt()).records();
            judged = own < witnessed ? State.OLD_COPY : State.INTACT;
        } catch (VoteLogException e) {
            if (e.kind() != Kind.CORRUPT) {
                throw e;
            }
            found = known.map(head -> VoteFrames.salvage(content, head.salt())).orElse(List.of());
            judged = State.DAMAGED;
        }
        state = judged;
        records = List.copyOf(found);
        generation = Math.max(own, witnessed);
    }

    /**
     * Looks at the log in {@code directory} without changing it.
     *
     * @param witness as in {@link VoteLog#open}
     * @throws VoteLogException if a process has the log open, or it is another key's or network's, or the disk refuses
     */
    public static VoteLogRescue open(Path directory, Path witness, VoteLogIdentity identity) {
        return VoteLog.reading(directory, witness, files -> of(files, identity));
    }

    /** The same on files that are open; closing this closes them. */
    static VoteLogRescue of(VoteFiles files, VoteLogIdentity identity) throws IOException {
        return new VoteLogRescue(files, identity);
    }

    public State state() {
        return state;
    }

    /** The records that can be read, oldest first; of a damaged log some may be missing anywhere. */
    public List<Bytes> records() {
        return records;
    }

    /** Where the log is, for people. */
    public String place() {
        return files.place();
    }

    /**
     * Makes the log hold {@code further} records, behind the old ones if those are whole. The old file is kept under another
     * name. A crash at any time leaves the old log or the new one.
     */
    public void begin(List<Bytes> further) {
        try {
            if (state != State.MISSING) {
                files.keepLog();
            }
            List<Bytes> all = new ArrayList<>(state == State.DAMAGED ? List.of() : records);
            all.addAll(further);
            VoteLog.begin(files, VoteLogHead.fresh(identity, generation + 1), all);
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }
}
