package org.tallystick.node.store;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.genesis.Genesis;

/**
 * A disk that forgets what was not synced when the power goes, and that can be slow, full, empty or rotten. Holds one node's
 * ledger and vote log. All its choices come from the random source it is given.
 */
public final class SimulatedDisk {
    private static final StoreTuning TUNING = new StoreTuning(0, 0, 500, 500);
    private static final long USUAL_SYNC_MICROS = 300;

    private final Power power;
    private final SplittableRandom random;
    private SimulatedRows rows;
    private SimulatedVoteFiles votes;
    private long slowestMicros;
    private boolean full;
    private boolean lies;
    private boolean unchecked;
    private boolean damaged;

    /** The machine around the disk. */
    public interface Power {
        /** Called before and after each thing that a crash makes a difference to; may throw, and the power is gone. */
        void effect();

        /** What runs now takes so many microseconds longer. */
        void spend(long micros);
    }

    public SimulatedDisk(Power power, SplittableRandom random) {
        this.power = power;
        this.random = random;
        this.rows = new SimulatedRows(this);
        this.votes = new SimulatedVoteFiles(this);
    }

    /** Makes syncs return before anything is on the disk, as a node would that forgets to sync. */
    public void lie() {
        lies = true;
    }

    /** Hands out damaged rows as they are, as a database would that has no checksums. */
    public void trustBits() {
        unchecked = true;
    }

    public LedgerStore openLedger(Genesis genesis) {
        return LedgerStore.open(rows.opened(), "a simulated disk", genesis, TUNING);
    }

    public VoteLog openVotes(VoteLogIdentity identity, boolean neverVoted) {
        try {
            return VoteLog.open(votes, identity, neverVoted);
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }

    /** What the operator of a node does whose votes are lost: the log says {@code first}, and what could be kept. */
    public VoteLog startVotesOver(VoteLogIdentity identity, Bytes first) {
        try {
            VoteLogRescue.of(votes, identity).begin(List.of(first));
            return VoteLog.open(votes, identity, false);
        } catch (IOException e) {
            throw VoteLogException.disk(e);
        }
    }

    /** What was not synced is lost, or not, or in part. */
    public void powerCut() {
        rows.powerCut(random);
        votes.powerCut(random);
    }

    /** Another disk is put in, an empty one. */
    public void wipe() {
        loseLedger();
        votes = new SimulatedVoteFiles(this);
    }

    /** The ledger is moved away, as a damaged one's operator is told to; the vote log stays. */
    public void loseLedger() {
        rows = new SimulatedRows(this);
    }

    /** A bit changes somewhere in the ledger. */
    public void rotLedger() {
        damaged = true;
        rows.rot(random);
    }

    /** A bit changes somewhere in the vote log. */
    public void rotVotes() {
        damaged = true;
        votes.rot(random);
    }

    /** Puts the vote log back to what it held before {@code change}, as a restored backup does. */
    public void ageVotes(Runnable change) {
        votes.restoredAfter(change);
    }

    /** The next write to the ledger lands on another row. */
    public void misdirect() {
        damaged = true;
        rows.misdirect();
    }

    /** Whether anything was ever damaged, so that this node may refuse to go on. */
    public boolean isDamaged() {
        return damaged;
    }

    /** Syncs take up to so long from now on. */
    public void slow(long micros) {
        slowestMicros = micros;
    }

    /** Whether there is no room for anything new. */
    public void full(boolean now) {
        full = now;
    }

    public boolean isFull() {
        return full;
    }

    boolean isLying() {
        return lies;
    }

    boolean isUnchecked() {
        return unchecked;
    }

    SplittableRandom random() {
        return random;
    }

    void effect() {
        power.effect();
    }

    void sync() {
        power.spend(USUAL_SYNC_MICROS + (slowestMicros == 0 ? 0 : random.nextLong(slowestMicros)));
    }
}
