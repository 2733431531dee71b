package org.tallystick.node.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.tallystick.consensus.AuthorityHealth;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Event;
import org.tallystick.consensus.Evidence;
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.Forgery;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Ready;
import org.tallystick.consensus.Request;
import org.tallystick.consensus.Simplex;
import org.tallystick.consensus.Timer;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;
import org.tallystick.node.mempool.Mempool;

/**
 * Hosts the consensus state machine: feeds it events on one strand and carries out what it asks, in the order in which it
 * asks (host contract, consensus specification §7).
 */
final class Engine {

    private static final Watcher UNWATCHED = new Watcher() {
        @Override
        public void onBehind() {}

        @Override
        public void onViewLeft() {}

        @Override
        public void onEquivocation(Equivocation proof) {}

        @Override
        public void onForgery(int from, Forgery forgery) {}
    };

    private final Strand strand;
    private final Committee committee;
    private final Simplex machine;
    private final VoteJournal journal;
    private final OpenBlocks blocks;
    private final Outbox outbox;
    private final Mempool mempool;
    private final Timers timers;

    private final List<Block> uncertified = new ArrayList<>();
    private Watcher watcher = UNWATCHED;
    private boolean transactionsWaiting;
    private boolean healthIsDue;
    private volatile EngineStatus status;

    /** Told on the engine's strand; must not block. */
    interface Watcher {
        /** Peers are ahead: final blocks, and what explains the view they are in, should be asked for. */
        void onBehind();

        /** A view was left, for the one after it or a later one. */
        void onViewLeft();

        /** An authority broke the rules of voting; the proof was verified. */
        void onEquivocation(Equivocation proof);

        /** A peer sent what it could see to be false. */
        void onForgery(int from, Forgery forgery);
    }

    /** What the engine works with; all of it belongs to the engine from then on. */
    record Parts(
            Strand strand,
            Committee committee,
            Simplex machine,
            VoteJournal journal,
            OpenBlocks blocks,
            Outbox outbox,
            Mempool mempool) {}

    Engine(Parts parts) {
        this.strand = parts.strand;
        this.committee = parts.committee;
        this.machine = parts.machine;
        this.journal = parts.journal;
        this.blocks = parts.blocks;
        this.outbox = parts.outbox;
        this.mempool = parts.mempool;
        this.timers = new Timers(strand);
        this.status = look();
    }

    /** Takes part from now on, and tells {@code watcher} what it can't do by itself. */
    void start(Watcher watcher) {
        this.watcher = watcher;
        strand.execute(() -> carryOut(machine.start()));
    }

    /** A peer's message. On the engine's strand. */
    void receive(int from, Message message) {
        step(from, new Event.MessageReceived(OptionalInt.of(from), message));
    }

    /** A block that a peer says was asked for. On the engine's strand. */
    void receiveFetched(int from, Block block) {
        step(from, new Event.BlockFetched(block));
    }

    private void step(int from, Event event) {
        step(event).forgeries().forEach(forgery -> watcher.onForgery(from, forgery));
    }

    /** Must be told of each arrival in the mempool. */
    void transactionArrived() {
        blocks.transactionArrived(this::tellWhetherTransactionsWait);
    }

    /**
     * Takes over final blocks that follow those known, piece by piece: each is stored while the next is executed, so that
     * what is in memory, and the changes that a read has to look through, stay few however long the range is.
     *
     * @param range ascending, linked, and vouched for by a certificate that was verified
     * @param finalizations verified certificates of blocks of the range, ascending; what follows the last is stored
     *     when a later range brings one
     * @param done told on the engine's strand whether the range was taken over
     */
    void adopt(List<Block> range, List<Certificate> finalizations, Consumer<Boolean> done) {
        strand.execute(() -> adoptNext(Piece.of(range, finalizations).iterator(), done));
    }

    private void adoptNext(Iterator<Piece> pieces, Consumer<Boolean> done) {
        if (!pieces.hasNext()) {
            done.accept(true);
            return;
        }
        Piece piece = pieces.next();
        blocks.replay(piece.blocks(), executed -> {
            if (!executed) {
                done.accept(false);
                return;
            }
            uncertified.addAll(piece.blocks());
            piece.finalization().ifPresent(this::commitAdopted);
            adoptNext(pieces, done);
        });
    }

    /** What is stored must end with a certificate, so blocks final through a later one wait for that. */
    private void commitAdopted(Certificate finalization) {
        Block last = uncertified.getLast();
        blocks.commit(uncertified, Optional.of(finalization));
        uncertified.clear();
        step(new Event.FinalizedElsewhere(FinalTip.of(last.hash(), last.header(), finalization)));
    }

    /** Must be told when blocks up to {@code newest} are on disk. */
    void stored(Block newest) {
        strand.execute(() -> {
            blocks.stored(newest);
            journal.forgetUpTo(newest.header().view());
            tellWhetherTransactionsWait();
        });
    }

    /** What explains this node's view, in the order in which to say it. On the engine's strand. */
    List<Message> explanation() {
        strand.assertCurrent();
        return machine.explanation();
    }

    /** An open block, if this node holds it, and some below it. On the engine's strand. */
    List<Block> blocks(Hash hash) {
        strand.assertCurrent();
        return machine.blocks(hash);
    }

    /** This node says nothing in views up to this one: what it voted in them may be forgotten. */
    View silentThrough() {
        return journal.silentThrough();
    }

    /** As of the last step. */
    EngineStatus status() {
        return status;
    }

    private void tellWhetherTransactionsWait() {
        boolean waiting = mempool.size() > 0;
        if (waiting != transactionsWaiting) {
            transactionsWaiting = waiting;
            step(new Event.TransactionsWaiting(waiting));
        }
    }

    private Ready step(Event event) {
        strand.assertCurrent();
        Ready ready = machine.step(event);
        carryOut(ready);
        return ready;
    }

    private void fired(Timer timer) {
        healthIsDue = true;
        step(new Event.TimerFired(timer));
    }

    private void carryOut(Ready ready) {
        journal.append(ready.persist());
        ready.send().forEach(outbox::broadcast);
        timers.apply(ready.timers(), this::fired);
        ready.finalized().forEach(each -> blocks.commit(each.blocks(), Optional.of(each.certificate())));
        ready.requests().forEach(this::serve);
        ready.evidence().forEach(this::report);
        EngineStatus before = status;
        status = look(before);
        if (status.view().isAfter(before.view())) {
            watcher.onViewLeft();
        }
    }

    private void serve(Request request) {
        switch (request) {
            case Request.BuildBlock build ->
                blocks.build(
                        new Turn(committee.epoch(), build.view(), committee.leader(build.view())),
                        build.parentHash(),
                        block -> step(new Event.BlockBuilt(build.view(), block)));
            case Request.VerifyBlock verify ->
                blocks.verify(
                        verify.block(),
                        verdict -> strand.execute(() ->
                                step(new Event.BlockVerified(verify.block().hash(), verdict))));
            case Request.FetchBlock fetch -> outbox.fetchBlock(fetch.blockHash());
            case Request.CatchUp catchUp -> watcher.onBehind();
        }
    }

    private void report(Evidence proof) {
        switch (proof) {
            case Evidence.DoubleVote twice -> watcher.onEquivocation(twice.equivocation());
            case Evidence.ConflictingCertificates conflict ->
                throw new SafetyViolation(
                        "two quorums contradict each other: " + conflict.first() + " and " + conflict.second()
                                + ". More authorities lie than the network can bear; stop and compare ledgers.");
            case Evidence.RefusedFinality refused ->
                throw new SafetyViolation("a quorum made a block final that this node's own execution refuses: "
                        + refused.finalization() + ". Compare the versions that the authorities run.");
        }
    }

    /** What is seen of the others changes with each vote, and is counted up anew once a view, or a timer while one lasts. */
    private EngineStatus look(EngineStatus before) {
        if (healthIsDue || machine.view().isAfter(before.view())) {
            healthIsDue = false;
            return look();
        }
        return new EngineStatus(machine.view(), machine.tip(), machine.nullifiedViews(), before.health());
    }

    private EngineStatus look() {
        List<AuthorityHealth> health = new ArrayList<>(committee.size());
        for (int i = 0; i < committee.size(); i++) {
            health.add(machine.health(i));
        }
        return new EngineStatus(machine.view(), machine.tip(), machine.nullifiedViews(), health);
    }

    /** The network's promise is broken: this node goes no further. */
    static final class SafetyViolation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SafetyViolation(String message) {
            super(message);
        }
    }
}
