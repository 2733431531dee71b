package org.tallystick.consensus;

import java.util.List;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;

/**
 * What the host must do after a step, in the order of the fields.
 *
 * @param persist append to the vote log and sync, before anything below
 * @param send to every peer, in order; a message may be lost, it is sent again when it matters
 * @param timers to start and cancel, in order
 * @param requests to answer by events later
 * @param finalized blocks that became final, oldest first; each one was built here or answered with a verdict other than
 *     invalid
 * @param evidence to keep and report
 * @param forgeries what was false in the message that this step was about: its sender should not be listened to any more
 */
public record Ready(
        List<LogRecord> persist,
        List<Message> send,
        List<Timer.Action> timers,
        List<Request> requests,
        List<Finalized> finalized,
        List<Evidence> evidence,
        List<Forgery> forgeries) {

    public Ready {
        persist = List.copyOf(persist);
        send = List.copyOf(send);
        timers = List.copyOf(timers);
        requests = List.copyOf(requests);
        finalized = List.copyOf(finalized);
        evidence = List.copyOf(evidence);
        forgeries = List.copyOf(forgeries);
    }

    /**
     * Blocks that are final by one certificate.
     *
     * @param blocks in ascending order of height, at least one, the first a child of the newest final block before
     * @param certificate the finalization of the last of them
     */
    public record Finalized(List<Block> blocks, Certificate certificate) {
        public Finalized {
            blocks = List.copyOf(blocks);
        }
    }
}
