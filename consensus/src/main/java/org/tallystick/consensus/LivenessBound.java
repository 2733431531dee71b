package org.tallystick.consensus;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How soon something must become final once the network is calm for good (specification §5, where each term is explained):
 * at least {@code n - f} honest authorities run and don't restart, each message between two of them is received and dealt
 * with within {@code delay}, and building or executing a block takes any of them at most {@code work}. The other {@code f}
 * do what they like. A host that misses the bound, or this module, is at fault.
 *
 * @param authorities how many there are, {@code n}
 * @param delay from one honest authority's step to another's that takes its message
 * @param work the longest time to build or execute one block, with the wait for a turn on its thread
 */
public record LivenessBound(int authorities, Timeouts timeouts, Duration delay, Duration work) {

    private int maxFaulty() {
        return (authorities - 1) / 3;
    }

    /** What a timeout must allow so that no honest authority gives up an honest leader. */
    public Duration timeoutNeeded() {
        return delay.multipliedBy(4)
                .plus(work.multipliedBy(2))
                .plus(timeouts.proposal().dividedBy(4));
    }

    /** The steps of growth after which the timeouts suffice; empty if the cap is too low: then nothing is promised. */
    public OptionalInt levelNeeded() {
        for (int level = 0; level <= timeouts.steps(); level++) {
            if (timeouts.grown(timeouts.proposal(), level).compareTo(timeoutNeeded()) >= 0
                    && timeouts.grown(timeouts.view(), level).compareTo(timeoutNeeded()) >= 0) {
                return OptionalInt.of(level);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * From when the network is calm until every honest authority holds a finalization of a view later than all views
     * entered before.
     *
     * @param patience the least {@link Simplex#patience} among the honest authorities, 0 if unknown
     * @param openBlocks certified blocks above the newest final one that some honest authority has yet to fetch and execute
     * @throws IllegalStateException if the cap is too low for such delays
     */
    public Duration untilFinal(int patience, long openBlocks) {
        return synchronization().plus(bodies(openBlocks)).plus(longestView().multipliedBy(views(patience)));
    }

    /** Until all honest authorities are in the same view, give or take a message's delay. */
    private Duration synchronization() {
        return timeouts.resend().multipliedBy(3).plus(delay.multipliedBy(4));
    }

    /** Until whoever lacks open blocks has asked for them and executed them. */
    private Duration bodies(long openBlocks) {
        // Those with transactions one by one, the others with their ancestors.
        long questions = Math.min(openBlocks, BlockTree.MAX_FULL) + openBlocks / (1 + BodyRequests.MAX_ANCESTORS);
        return timeouts.resend()
                .plus(delay.multipliedBy(2))
                .multipliedBy(questions)
                .plus(work.multipliedBy(openBlocks));
    }

    /** No view lasts longer: entered late, given up at the last moment, the votes on their way. */
    private Duration longestView() {
        Duration proposal = timeouts.grown(timeouts.proposal(), timeouts.steps());
        Duration view = timeouts.grown(timeouts.view(), timeouts.steps());
        return proposal.plus(timeouts.idle()).plus(view).plus(delay.multipliedBy(2));
    }

    /** Until the timeouts suffice and all agree who missed its turn; then one round has a leader whom all wait for. */
    private long views(int patience) {
        int needed = levelNeeded()
                .orElseThrow(() -> new IllegalStateException(
                        "timeouts that grow to " + timeouts.cap() + " can't bear delays of " + delay));
        long growing = Math.max(0, needed - patience) + Patience.usualLag(maxFaulty());
        return Math.max(growing, authorities) + authorities;
    }
}
