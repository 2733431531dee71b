package org.tallystick.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/**
 * One node's part in the agreement: a function from events to what is to be done. The package's head is its specification,
 * with the contract that its host keeps (§7). Not thread-safe: one thread owns it.
 */
public final class Simplex {
    private final Parts parts;
    private final Protocol protocol;
    private final Inbox inbox;
    private final Outbox out;
    private View viewAtLastResend = View.ZERO;

    private Simplex(Parts parts, Protocol protocol) {
        this.parts = parts;
        this.protocol = protocol;
        this.inbox = new Inbox(parts, protocol);
        this.out = parts.out();
    }

    /**
     * A machine that takes up where a former one stopped, or begins when the log is empty. Records of views up to the
     * tip's are ignored: the ledger may be ahead of the log, or behind it.
     *
     * @param tip the newest final block of the ledger
     * @param log all that was persisted and not dropped, oldest first; no signature in it is verified again
     * @throws IllegalArgumentException if the log is another key's, or contradicts itself
     */
    public static Simplex recover(Setup setup, FinalTip tip, List<LogRecord> log) {
        return recover(setup, new Rules(), tip, log);
    }

    static Simplex recover(Setup setup, Rules rules, FinalTip tip, List<LogRecord> log) {
        Parts parts = Parts.above(tip, setup, rules);
        return new Simplex(parts, Recovery.replay(parts, log));
    }

    /** Begins. To be called once, before any step: says again what the log says was said. */
    public Ready start() {
        protocol.begin();
        resend();
        startResendTimer();
        return out.drain();
    }

    /** Takes one event. */
    public Ready step(Event event) {
        switch (event) {
            case Event.MessageReceived received -> inbox.receive(received.from(), received.message());
            case Event.BlockBuilt built -> protocol.built(built.view(), built.block());
            case Event.BlockVerified verified -> protocol.verified(verified.blockHash(), verified.verdict());
            case Event.BlockFetched fetched -> inbox.fetched(fetched.block());
            case Event.TimerFired fired -> timer(fired.timer());
            case Event.TransactionsWaiting waiting -> protocol.transactionsWait(waiting.waiting());
            case Event.FinalizedElsewhere elsewhere -> protocol.finalizedElsewhere(elsewhere.tip());
        }
        return out.drain();
    }

    private void timer(Timer timer) {
        switch (timer) {
            case Timer.ProposalDue due -> protocol.timeUp(due);
            case Timer.TransactionDue due -> protocol.timeUp(due);
            case Timer.NotarizationDue due -> protocol.timeUp(due);
            case Timer.Resend resend -> {
                out.mayAskToCatchUpAgain();
                parts.blocks().askAgain();
                if (protocol.current().equals(viewAtLastResend)) {
                    resend();
                }
                viewAtLastResend = protocol.current();
                startResendTimer();
            }
        }
    }

    /** Rule 6. */
    private void resend() {
        if (parts.setup().index().isPresent()) {
            protocol.repeatYourself();
        }
    }

    private void startResendTimer() {
        out.timer(new Timer.Action.Start(
                new Timer.Resend(), parts.setup().timeouts().resend()));
    }

    /** The view that this node is in. */
    public View view() {
        return protocol.current();
    }

    /** The newest block that this machine knows to be final. */
    public FinalTip tip() {
        return parts.rounds().tip();
    }

    /** A block that is not final yet, for a peer that asks; final ones are in the ledger. */
    public Optional<Block> block(Hash hash) {
        return parts.blocks().block(hash);
    }

    /**
     * The same, followed by some of its ancestors that are not final either, from the top down: the answer to
     * {@link Request.FetchBlock}, as whoever lacks one may lack them all. Few and small ones, unless it is the first. A block
     * that has become final of late comes alone.
     */
    public List<Block> blocks(Hash hash) {
        return parts.blocks().withAncestors(hash);
    }

    /** What brings a peer that has fallen behind to the view of this node, in the order in which it should read it. */
    public List<Message> explanation() {
        List<Message> messages = new ArrayList<>();
        for (Certificate certificate : parts.rounds().explanation()) {
            messages.add(new Message.Certified(certificate));
        }
        return messages;
    }

    /** What was seen of the authority at index {@code authority}. */
    public AuthorityHealth health(int authority) {
        return protocol.health().of(authority);
    }

    /** By how many steps its timeouts have grown ({@link LivenessBound}). */
    public int patience() {
        return protocol.patience();
    }

    /** Views skipped since the start, as far as this node saw it. */
    public long nullifiedViews() {
        return protocol.nullifiedViews();
    }
}
