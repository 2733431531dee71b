package org.tallystick.node.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.value.View;

/**
 * How far the authorities' clocks are from this node's, told by the times of the blocks that they propose: a leader takes its
 * clock's time when it builds, and sends at once. So nothing has to be asked, and nothing that is told can be used against
 * another: one authority says only what its own clock is. Links make a clock look late by what a message takes, and a block
 * is never before its parent: a clock that is behind shows on its own node, where all others are ahead, and hardly on theirs.
 * Thread-safe.
 */
final class ClockOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(ClockOffsets.class);

    /** More than links and builds explain; whoever is ahead by two seconds has its blocks refused already. */
    static final long TOLERANCE_MS = 5_000;

    private final List<String> names;
    private final int needed;
    private final View[] newestViews;
    private final OptionalLong[] offsets;
    private boolean ownIsOff;

    /**
     * @param names of the authorities, in order
     * @param maxFaulty of them: one more must agree before this node's own clock is called wrong
     */
    ClockOffsets(List<String> names, int self, int maxFaulty) {
        this.names = List.copyOf(names);
        this.needed = maxFaulty + 1;
        this.newestViews = new View[names.size()];
        this.offsets = new OptionalLong[names.size()];
        for (int i = 0; i < names.size(); i++) {
            newestViews[i] = View.of(0);
            offsets[i] = OptionalLong.empty();
        }
        offsets[self] = OptionalLong.of(0);
    }

    static ClockOffsets of(AuthoritySet authorities, int self) {
        return new ClockOffsets(
                authorities.authorities().stream().map(Authority::name).toList(), self, authorities.maxFaulty());
    }

    /**
     * An authority has sent its own block, built just now. Only the first of a view counts: what is sent again is old.
     *
     * @param current the view that this node is in; blocks of earlier ones were on their way for long
     */
    synchronized void proposed(int authority, View view, View current, long blockTimeMs, long nowMs) {
        if (view.isBefore(current) || !view.isAfter(newestViews[authority])) {
            return;
        }
        newestViews[authority] = view;
        boolean wasOff = isOff(authority);
        offsets[authority] = OptionalLong.of(blockTimeMs - nowMs);
        boolean isOff = isOff(authority);
        if (isOff != wasOff) {
            LOG.warn(
                    "the clock of {} is {}", names.get(authority), isOff ? relation(offset(authority)) : "right again");
        }
        boolean nowOff = own().isPresent();
        if (nowOff != ownIsOff) {
            ownIsOff = nowOff;
            LOG.warn("this node's clock: {}", own().orElse("as the others' again"));
        }
    }

    /** Milliseconds by which the authority's clock was ahead of this node's, negative if behind; empty when it is not known. */
    synchronized OptionalLong of(int authority) {
        return offsets[authority];
    }

    /** What is wrong with this node's own clock, as more authorities than may lie tell. */
    synchronized Optional<String> own() {
        Map<Boolean, List<Integer>> offByAhead = IntStream.range(0, names.size())
                .filter(this::isOff)
                .boxed()
                .collect(Collectors.partitioningBy(each -> offset(each) > 0));
        List<Integer> ahead = offByAhead.getOrDefault(true, List.of());
        List<Integer> behind = offByAhead.getOrDefault(false, List.of());
        List<Integer> larger = ahead.size() >= behind.size() ? ahead : behind;
        if (larger.size() < needed) {
            return Optional.empty();
        }
        long offset = offset(larger.getFirst());
        return Optional.of("it is about " + Math.abs(offset) / 1_000 + " s " + (offset > 0 ? "behind" : "ahead of")
                + " those of " + larger.stream().map(names::get).collect(Collectors.joining(", ")));
    }

    private boolean isOff(int authority) {
        return Math.abs(offset(authority)) > TOLERANCE_MS;
    }

    private long offset(int authority) {
        return offsets[authority].orElse(0);
    }

    private static String relation(long offset) {
        return "about " + Math.abs(offset) / 1_000 + " s " + (offset > 0 ? "ahead of" : "behind") + " this node's";
    }
}
