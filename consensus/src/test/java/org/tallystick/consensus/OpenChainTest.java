package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.block.Ballot.Kind;

/** Specification §5, point 5: however many blocks were notarized and are not final, whoever lacks them gets them. */
final class OpenChainTest {
    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofMillis(250),
            150);
    private static final long DELAY = 5_000;

    private final SmallNetwork network = new SmallNetwork(4, TIMEOUTS, OpenChainTest::withoutFinality);

    private static long withoutFinality(int from, int to, Object what) {
        return isAboutFinality(what) ? -1 : DELAY;
    }

    private static boolean isAboutFinality(Object what) {
        return switch (what) {
            case Message.Vote vote -> vote.ballot().kind() == Kind.FINALIZE;
            case Message.Certified certified -> certified.certificate().ballot().kind() == Kind.FINALIZE;
            default -> false;
        };
    }

    /** One was away while they were made, and comes back when another dies. */
    @ParameterizedTest
    @ValueSource(ints = {64, 65, 300})
    void an_authority_that_lacks_them_all_makes_up_the_quorum(int length) {
        openBlocks(length);
        network.host(3).stop();
        long highest = network.view(0).value();
        network.links((from, to, what) -> DELAY);

        network.host(2).start();

        LivenessBound bound = new LivenessBound(4, TIMEOUTS, Duration.ofNanos(1_000 * DELAY), Duration.ofMillis(2));
        assertThat(network.runUntilFinalAbove(highest, bound.untilFinal(0, length + 2), 0, 1, 2))
                .isPresent();
        assertThat(network.host(2).finalBlocks()).isGreaterThan(length);
    }

    @Test
    void fetching_takes_a_few_questions_and_not_one_a_block() {
        openBlocks(300);
        network.host(3).stop();
        network.links((from, to, what) -> DELAY);
        network.host(2).start();
        network.run(Duration.ofMinutes(1));

        assertThat(network.host(2).finalBlocks()).isGreaterThan(300);
        assertThat(network.host(2).bodiesAsked()).isLessThan(60);
    }

    /** All restart at once: what they voted for is in their logs, and the one that was away still lacks it. */
    @Test
    void the_same_after_all_others_restarted() {
        openBlocks(100);
        for (int i : new int[] {0, 1, 3}) {
            network.host(i).stop();
        }
        network.links((from, to, what) -> DELAY);
        for (int i = 0; i < 3; i++) {
            network.host(i).start();
        }

        assertThat(network.runUntilFinalAbove(101, Duration.ofMinutes(5), 0, 1, 2))
                .isPresent();
    }

    /** Makes so many blocks at 0, 1 and 3 that are notarized and not final. */
    private void openBlocks(int length) {
        network.host(0).start();
        network.host(1).start();
        network.host(3).start();
        while (network.host(0).log().stream()
                        .filter(LogRecord.Body.class::isInstance)
                        .count()
                < length) {
            network.run(Duration.ofMillis(20));
        }
        assertThat(network.host(0).finalBlocks()).isZero();
    }
}
