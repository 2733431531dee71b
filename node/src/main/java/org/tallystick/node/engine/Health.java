package org.tallystick.node.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.node.http.NodeFacade.AuthorityStatus;
import org.tallystick.node.http.NodeFacade.Check;
import org.tallystick.node.net.Links;
import org.tallystick.node.sync.ProgressMeter;

/** Whether this node can do its part, and what it sees of the others. Thread-safe. */
final class Health {
    private final Links links;
    private final int self;
    private final Engine engine;
    private final Level level;
    private final ProgressMeter progress;
    private final Pulse pulse;
    private final Scrubber scrubber;
    private final ClockOffsets clocks;
    private final Failure failure;

    /** What tells how this node is. */
    record Signs(
            Engine engine,
            Level level,
            ProgressMeter progress,
            Pulse pulse,
            Scrubber scrubber,
            ClockOffsets clocks,
            Failure failure) {}

    /** @param self this node's index among the authorities */
    Health(Links links, int self, Signs signs) {
        this.links = links;
        this.self = self;
        this.engine = signs.engine;
        this.level = signs.level;
        this.progress = signs.progress;
        this.pulse = signs.pulse;
        this.scrubber = signs.scrubber;
        this.clocks = signs.clocks;
        this.failure = signs.failure;
    }

    /** Whether transactions are taken: nothing failed, this node is level, and enough authorities are linked to go on. */
    boolean open() {
        return failure.reason().isEmpty() && linked().cardinality() >= quorum() && level.reached();
    }

    List<Check> checks() {
        int linked = linked().cardinality();
        Optional<String> failed = failure.reason();
        Optional<String> wrongClock = clocks.own();
        Optional<String> damage = scrubber.findings().first();
        return List.of(
                check("engine", failed.isEmpty(), failed.orElse("")),
                check(
                        "quorum",
                        linked >= quorum(),
                        linked + " of " + authorities().size() + " authorities are linked, this one included; "
                                + quorum() + " are needed"),
                check("clock", wrongClock.isEmpty(), wrongClock.orElse("")),
                check("ledger", damage.isEmpty(), damage.orElse("")),
                check("synchronized", level.reached(), notLevel()),
                check("voting", !isSilent(), silence()),
                check(
                        "finality",
                        pulse.isSteady(),
                        "no block became final for " + pulse.silence().toSeconds()
                                + " s; payments are taken, but wait"));
    }

    private String notLevel() {
        if (level.heard() < level.needed()) {
            return "only " + level.heard() + " of the others have told how far they are; " + level.needed()
                    + " are needed to know whether this node is behind";
        }
        OptionalLong left = progress.secondsLeft();
        String estimate = left.isPresent() ? ", about " + left.getAsLong() + " s at this rate" : "";
        return "catching up with the others: " + progress.behind() + " blocks are missing" + estimate;
    }

    private boolean isSilent() {
        return !engine.status().view().isAfter(engine.silentThrough());
    }

    private String silence() {
        return "does not vote before view " + engine.silentThrough().next() + ", as what it voted is lost; now is view "
                + engine.status().view();
    }

    private static Check check(String name, boolean passed, String otherwise) {
        return new Check(name, passed, passed ? "" : otherwise);
    }

    List<AuthorityStatus> authorityStatus() {
        EngineStatus status = engine.status();
        BitSet linked = linked();
        List<AuthorityStatus> all = new ArrayList<>();
        for (int i = 0; i < authorities().size(); i++) {
            var health = status.health().get(i);
            all.add(new AuthorityStatus(
                    authorities().get(i).name(),
                    linked.get(i),
                    health.lastVoteView().value(),
                    health.missedTurns(),
                    clocks.of(i),
                    links.misbehaviour(i)));
        }
        return all;
    }

    private BitSet linked() {
        BitSet linked = links.connected();
        linked.set(self);
        return linked;
    }

    private AuthoritySet authorities() {
        return links.authorities();
    }

    private int quorum() {
        return authorities().quorum();
    }
}
