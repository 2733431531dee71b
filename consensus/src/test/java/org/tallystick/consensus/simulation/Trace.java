package org.tallystick.consensus.simulation;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.consensus.Event;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;

/** What happened when, for a reader; costs nothing while nobody reads. */
public final class Trace {
    private final Optional<PrintStream> out;

    private Trace(Optional<PrintStream> out) {
        this.out = out;
    }

    public static Trace none() {
        return new Trace(Optional.empty());
    }

    public static Trace to(PrintStream out) {
        return new Trace(Optional.of(out));
    }

    public void note(VirtualTime time, String who, Supplier<String> what) {
        out.ifPresent(stream -> stream.printf("%10.3f ms  %-8s %s%n", time.nowMicros() / 1_000.0, who, what.get()));
    }

    /** In short. */
    public static String describe(Object thing) {
        return switch (thing) {
            case Event.MessageReceived received -> describe(received.message());
            case Message.Vote vote -> vote.signer() + " votes " + describe(vote.ballot());
            case Message.Certified certified ->
                "certificate " + describe(certified.certificate().ballot());
            case Message.Proposal proposal -> "proposal " + proposal.block() + " on view " + proposal.parentView();
            case LogRecord.Voted voted -> describe(voted.vote());
            case LogRecord.Certified certified ->
                "certificate " + describe(certified.certificate().ballot());
            case Ballot ballot ->
                ballot.kind() + " view " + ballot.view() + " "
                        + ballot.blockHash().hex().substring(0, 8);
            default -> thing.toString();
        };
    }
}
