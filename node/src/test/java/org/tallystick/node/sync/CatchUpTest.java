package org.tallystick.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerMessage.Blocks;
import org.tallystick.node.net.PeerMessage.BlocksRequest;
import org.tallystick.node.net.PeerMessage.NoBlocks;

class CatchUpTest {
    private static final CatchUp.Timing TIMING = CatchUp.Timing.DEFAULT;
    private static final long PATIENCE = TIMING.patience().toMillis();

    private final FinalizedChain chain = new FinalizedChain("testing").grow(9);
    private final CatchUp catchUp = new CatchUp(chain.verifier(), Spacing.DEFAULT, TIMING);
    private long nowMs;

    @Test
    void asks_a_peer_that_claims_more_for_what_follows() {
        catchUp.claimed(2, Height.of(9));
        assertThat(next(4)).contains(new CatchUp.Ask(2, new BlocksRequest(Height.of(5), BlocksRequest.MAX_COUNT)));
    }

    @Test
    void asks_nobody_who_claims_no_more() {
        catchUp.claimed(2, Height.of(4));
        assertThat(next(4)).isEmpty();
    }

    @Test
    void has_one_request_under_way() {
        catchUp.claimed(1, Height.of(9));
        catchUp.claimed(2, Height.of(9));
        assertThat(next(0)).isPresent();
        assertThat(next(0)).isEmpty();
    }

    @Test
    void hands_over_verified_blocks_and_asks_for_more() {
        catchUp.claimed(2, Height.of(9));
        next(0);
        Answer answer = catchUp.answered(2, chain.range(1, 4), chain.tip(0), nowMs);
        assertThat(answer)
                .isEqualTo(new Answer.Final(
                        chain.range(1, 4).blocks(), List.of(chain.range(1, 4).finalization())));
        assertThat(next(4).orElseThrow().request().from()).isEqualTo(Height.of(5));
    }

    @Test
    void leaves_out_blocks_that_became_final_here_meanwhile() {
        catchUp.claimed(2, Height.of(9));
        next(0);
        Answer answer = catchUp.answered(2, chain.range(1, 4), chain.tip(3), nowMs);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Final.class, it -> assertThat(it.blocks()).containsExactly(chain.block(4)));
    }

    @Test
    void gives_no_certificate_for_a_block_that_only_a_descendant_finalizes() {
        catchUp.claimed(2, Height.of(9));
        next(0);
        assertThat(catchUp.answered(2, chain.range(1, 4, 1), chain.tip(0), nowMs))
                .isEqualTo(new Answer.Final(chain.range(1, 4).blocks(), List.of()));
    }

    @Test
    void asks_the_others_when_certificates_are_too_far_apart_and_then_takes_what_there_is() {
        CatchUp strict = new CatchUp(chain.verifier(), new Spacing(3), TIMING);
        for (int peer = 1; peer <= 3; peer++) {
            strict.claimed(peer, Height.of(9));
        }
        Set<Integer> asked = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            int peer = strict.next(chain.tip(0), nowMs).orElseThrow().peer();
            asked.add(peer);
            assertThat(strict.answered(peer, chain.range(1, 4), chain.tip(0), nowMs))
                    .isEqualTo(new Answer.Sparse());
        }
        int last = strict.next(chain.tip(0), nowMs).orElseThrow().peer();
        asked.add(last);
        assertThat(asked).hasSize(3);
        assertThat(strict.answered(last, chain.range(1, 4), chain.tip(0), nowMs))
                .isInstanceOf(Answer.Final.class);
    }

    @Test
    void takes_what_has_certificates_enough_from_the_first() {
        CatchUp strict = new CatchUp(chain.verifier(), new Spacing(3), TIMING);
        strict.claimed(1, Height.of(9));
        strict.claimed(2, Height.of(9));
        Certificate second = chain.finalization(chain.block(2), 0, 1, 2);
        Blocks dense = new Blocks(
                chain.range(1, 4).blocks(), List.of(), chain.range(1, 4).finalization(), List.of(second));
        int peer = strict.next(chain.tip(0), nowMs).orElseThrow().peer();
        assertThat(strict.answered(peer, dense, chain.tip(0), nowMs))
                .isEqualTo(new Answer.Final(dense.blocks(), List.of(second, dense.finalization())));
    }

    @Test
    void asks_the_others_when_one_brings_a_block_at_a_time_and_never_a_certificate_of_it() {
        catchUp.claimed(1, Height.of(9));
        next(0);
        assertThat(catchUp.answered(1, chain.range(1, 1, 1), chain.tip(0), nowMs))
                .isInstanceOf(Answer.Final.class);
        next(1);
        catchUp.claimed(2, Height.of(9));
        assertThat(catchUp.answered(1, chain.range(2, 2, 1), chain.tip(1), nowMs))
                .isEqualTo(new Answer.Sparse());
        assertThat(next(1).orElseThrow().peer()).isEqualTo(2);
        assertThat(catchUp.answered(2, chain.range(2, 4), chain.tip(1), nowMs)).isInstanceOf(Answer.Final.class);
    }

    @Test
    void takes_blocks_without_certificates_when_nobody_has_more() {
        catchUp.claimed(2, Height.of(9));
        for (int height = 1; height < 4; height++) {
            next(height - 1);
            assertThat(catchUp.answered(2, chain.range(height, height, 1), chain.tip(height - 1), nowMs))
                    .isInstanceOf(Answer.Final.class);
        }
    }

    @Test
    void ignores_what_nobody_asked_for() {
        Blocks range = chain.range(1, 4);
        assertThat(catchUp.answered(2, range, chain.tip(0), nowMs)).isEqualTo(new Answer.Unasked());
        catchUp.claimed(2, Height.of(9));
        next(0);
        assertThat(catchUp.answered(1, range, chain.tip(0), nowMs)).isEqualTo(new Answer.Unasked());
        assertThat(catchUp.answered(2, chain.range(2, 4), chain.tip(0), nowMs)).isEqualTo(new Answer.Unasked());
        assertThat(catchUp.answered(2, new NoBlocks(Height.of(2)), nowMs)).isEqualTo(new Answer.Unasked());
    }

    @Test
    void a_silent_peer_loses_its_turn_for_longer_each_time() {
        catchUp.claimed(2, Height.of(9));
        long benchMs = TIMING.firstBench().toMillis();
        for (int strike = 0; strike < 4; strike++) {
            assertThat(next(0)).isPresent();
            nowMs += PATIENCE;
            assertThat(next(0)).as("benched after strike %d", strike).isEmpty();
            nowMs += benchMs - 1;
            assertThat(next(0)).isEmpty();
            nowMs += 1;
            benchMs *= 2;
        }
    }

    @Test
    void asks_for_less_where_answers_take_too_long_and_for_more_again_when_they_are_quick() {
        catchUp.claimed(2, Height.of(9));
        for (int count = BlocksRequest.MAX_COUNT; count >= 64; count /= 2) {
            assertThat(next(0).orElseThrow().request().max()).isEqualTo(count);
            nowMs += PATIENCE;
            assertThat(next(0)).isEmpty();
            nowMs += TIMING.longestBench().toMillis();
        }
        int least = next(0).orElseThrow().request().max();
        assertThat(least).isBetween(32, 64);
        nowMs += PATIENCE / 2 + 1;
        catchUp.answered(2, chain.range(1, 1), chain.tip(0), nowMs);
        assertThat(next(1).orElseThrow().request().max()).isEqualTo(least);
        catchUp.answered(2, chain.range(2, 2), chain.tip(1), nowMs);
        assertThat(next(2).orElseThrow().request().max()).isEqualTo(2 * least);
    }

    @Test
    void hanging_up_instead_of_answering_counts_too() {
        catchUp.claimed(1, Height.of(9));
        assertThat(next(0).orElseThrow().peer()).isEqualTo(1);
        catchUp.disconnected(1, nowMs);
        catchUp.claimed(1, Height.of(9));
        assertThat(next(0)).isEmpty();
        catchUp.claimed(2, Height.of(9));
        assertThat(next(0).orElseThrow().peer()).isEqualTo(2);
    }

    @Test
    void prefers_the_peer_that_took_less_time_per_block() {
        catchUp.claimed(1, Height.of(9));
        catchUp.claimed(2, Height.of(9));
        int slow = next(0).orElseThrow().peer();
        nowMs += 100;
        catchUp.answered(slow, chain.range(1, 1), chain.tip(0), nowMs);
        int quick = next(1).orElseThrow().peer();
        assertThat(quick).isNotEqualTo(slow);
        nowMs += 100;
        catchUp.answered(quick, chain.range(2, 5), chain.tip(1), nowMs);
        assertThat(next(5).orElseThrow().peer()).isEqualTo(quick);
    }

    @Test
    void attests_only_heights_that_more_peers_claim_than_may_lie() {
        catchUp.claimed(1, Height.of(1_000_000));
        catchUp.claimed(2, Height.of(7));
        catchUp.claimed(3, Height.of(6));
        assertThat(catchUp.attested(1)).isEqualTo(Height.of(7));
        catchUp.disconnected(1, nowMs);
        assertThat(catchUp.attested(1)).isEqualTo(Height.of(6));
    }

    @Test
    void gets_there_with_one_honest_peer_among_liars() {
        int own = 0;
        long start = nowMs;
        while (own < 9) {
            catchUp.claimed(1, Height.of(Long.MAX_VALUE));
            catchUp.claimed(2, Height.of(Long.MAX_VALUE));
            catchUp.claimed(3, chain.head());
            catchUp.claimed(4, Height.of(Long.MAX_VALUE));
            Optional<CatchUp.Ask> ask = next(own);
            if (ask.isEmpty()) {
                nowMs++;
            } else {
                own += progress(ask.get(), own);
            }
            assertThat(nowMs - start).as("time lost to liars").isLessThan(2 * PATIENCE);
        }
    }

    /** Peer 1 is silent, 2 has nothing, 3 is honest and sends a block at a time, 4 sends what is not certified. */
    private int progress(CatchUp.Ask ask, int own) {
        PeerMessage reply = switch (ask.peer()) {
            case 2 -> new NoBlocks(ask.request().from());
            case 3 -> chain.range(own + 1, own + 1);
            case 4 -> uncertified(own + 1);
            default -> ask.request();
        };
        return switch (reply) {
            case NoBlocks nothing -> {
                assertThat(catchUp.answered(ask.peer(), nothing, nowMs)).isInstanceOf(Answer.Refused.class);
                yield 0;
            }
            case Blocks range
            when catchUp.answered(ask.peer(), range, chain.tip(own), nowMs)
                    instanceof Answer.Final(List<Block> blocks, var finalizations) -> {
                assertThat(finalizations).isNotEmpty();
                yield blocks.size();
            }
            default -> 0;
        };
    }

    private Blocks uncertified(int height) {
        return new Blocks(List.of(chain.block(height)), List.of(), chain.finalization(chain.block(height), 0, 1));
    }

    private Optional<CatchUp.Ask> next(int own) {
        return catchUp.next(chain.tip(own), nowMs);
    }
}
