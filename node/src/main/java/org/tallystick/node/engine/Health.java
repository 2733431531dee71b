package org.tallystick.node.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.block.AuthoritySet;
import org.tallystick.node.http.NodeFacade.AuthorityStatus;
import org.tallystick.node.http.NodeFacade.Check;
import org.tallystick.node.net.PeerNetwork;

/** Whether this node can do its part, and what it sees of the others. Thread-safe. */
final class Health {
    private final PeerNetwork network;
    private final int self;
    private final Engine engine;
    private final Synchronizer synchronizer;
    private volatile @Nullable String failure;

    /** @param self this node's index among the authorities */
    Health(PeerNetwork network, int self, Engine engine, Synchronizer synchronizer) {
        this.network = network;
        this.self = self;
        this.engine = engine;
        this.synchronizer = synchronizer;
    }

    /** Notes that the node can't go on. */
    void failed(String reason) {
        failure = reason;
    }

    /** Whether transactions are taken: nothing failed, and enough authorities are linked to make something final. */
    boolean open() {
        return failure == null && linked().cardinality() >= quorum() && !synchronizer.behind();
    }

    List<Check> checks() {
        int linked = linked().cardinality();
        String failed = failure;
        return List.of(
                check("engine", failed == null, failed == null ? "" : failed),
                check(
                        "quorum",
                        linked >= quorum(),
                        linked + " of " + authorities().size() + " authorities are linked, this one included; "
                                + quorum() + " are needed"),
                check("synchronized", !synchronizer.behind(), "catching up with the others"));
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
                    health.missedTurns()));
        }
        return all;
    }

    private BitSet linked() {
        BitSet linked = network.connected();
        linked.set(self);
        return linked;
    }

    private AuthoritySet authorities() {
        return network.authorities();
    }

    private int quorum() {
        return authorities().quorum();
    }
}
