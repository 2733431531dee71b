package org.tallystick.node.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tallystick.consensus.Committee;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;

/** What an authority says instead of what its node says. The node itself is honest, and knows nothing of this. */
interface Lies {

    /** A message that is never handed over. */
    long NEVER = -1;

    PeerMessage instead(PeerMessage honest);

    /** How much later than it is said this is sent to {@code receiver}, in microseconds; {@link #NEVER} withholds it. */
    default long delayMicros(int receiver, PeerMessage told) {
        return 0;
    }

    /** Whether its node is not told of this. */
    default boolean isDeafTo(PeerMessage message) {
        return false;
    }

    /** An honest authority votes to notarize a block of this liar. */
    default void votedFor(int voter, View view) {}

    /** The liars that the plan asks for, by their index: no more than the network has to bear. */
    static Map<Integer, Lies> of(Plan plan, Committee committee) {
        List<Fault> kinds = plan.faults().stream()
                .filter(fault -> fault == Fault.WRONG_BLOCKS || fault == Fault.FALSE_HEIGHTS)
                .toList();
        Map<Integer, Lies> liars = new HashMap<>();
        if (kinds.isEmpty()) {
            return liars;
        }
        SplittableRandom random = plan.random(kinds.getFirst());
        int count = 1 + random.nextInt(committee.authorities().maxFaulty());
        while (liars.size() < count) {
            int index = random.nextInt(committee.size());
            liars.put(
                    index,
                    kinds.get(random.nextInt(kinds.size())) == Fault.WRONG_BLOCKS
                            ? new WrongBlocks(committee, index, random.nextInt(Spoiling.values().length))
                            : new FalseHeights(committee, index, random.split()));
        }
        return liars;
    }
}
