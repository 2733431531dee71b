package org.tallystick.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage.Blocks;

class RangeVerifierTest {
    private final FinalizedChain chain = new FinalizedChain("testing").grow(6);
    private final RangeVerifier verifier = chain.verifier();

    @Test
    void accepts_blocks_that_the_last_ones_certificate_covers() {
        assertThat(verifier.fault(chain.tip(0), chain.range(1, 6))).isEmpty();
        assertThat(verifier.fault(chain.tip(2), chain.range(3, 3))).isEmpty();
    }

    @Test
    void accepts_blocks_that_a_later_blocks_certificate_covers_through_links() {
        assertThat(verifier.fault(chain.tip(0), chain.range(1, 3, 2))).isEmpty();
    }

    @Test
    void refuses_a_range_that_does_not_follow_the_tip() {
        assertThat(verifier.fault(chain.tip(0), chain.range(2, 4)).orElseThrow())
                .contains("does not follow");
        assertThat(verifier.fault(chain.tip(2), chain.range(2, 4)).orElseThrow())
                .contains("does not follow");
    }

    @Test
    void refuses_a_gap_among_blocks_and_among_links() {
        Blocks whole = chain.range(1, 5);
        List<Block> gapped = new ArrayList<>(whole.blocks());
        gapped.remove(2);
        assertThat(fault(new Blocks(gapped, List.of(), whole.finalization()))).contains("does not follow");

        Blocks linked = chain.range(1, 2, 3);
        List<BlockHeader> links = new ArrayList<>(linked.links());
        links.remove(1);
        assertThat(fault(new Blocks(linked.blocks(), links, linked.finalization())))
                .contains("does not follow");
    }

    @Test
    void refuses_transactions_that_the_header_does_not_commit_to() {
        Blocks whole = chain.range(1, 2);
        Hash genesisHash = chain.network().genesisHash();
        Block forged =
                Block.of(genesisHash, chain.block(2).header(), chain.block(1).transactions());
        assertThat(fault(new Blocks(List.of(chain.block(1), forged), List.of(), whole.finalization())))
                .contains("not its own");
    }

    @Test
    void refuses_certificates_that_finalize_nothing_here() {
        Block last = chain.block(3);
        Ballot right = chain.finalization(last).ballot();
        View otherView = right.view().next();
        assertThat(fault(chain.finalization(last, 0, 1))).contains("does not verify");
        assertThat(fault(chain.finalization(last))).contains("does not verify");
        assertThat(fault(chain.finalization(chain.block(2), 0, 1, 2))).contains("is not for");
        assertThat(fault(chain.sealed(Ballot.notarize(right.epoch(), right.view(), last.hash()), 0, 1, 2)))
                .contains("does not finalize");
        assertThat(fault(chain.sealed(Ballot.finalize(right.epoch(), otherView, last.hash()), 0, 1, 2)))
                .contains("does not finalize");
        assertThat(fault(chain.sealed(Ballot.finalize(new Epoch(1), right.view(), last.hash()), 0, 1, 2)))
                .contains("does not finalize");
        Certificate elsewhere = new FinalizedChain("elsewhere").sealed(right, 0, 1, 2);
        assertThat(fault(elsewhere)).contains("does not verify");
    }

    @Test
    void refuses_earlier_certificates_that_finalize_no_earlier_block() {
        Blocks range = chain.range(1, 4);
        Certificate second = chain.finalization(chain.block(2), 0, 1, 2);
        Certificate third = chain.finalization(chain.block(3), 0, 1, 2);
        assertThat(verifier.fault(chain.tip(0), with(range, second, third))).isEmpty();
        assertThat(fault(with(range, third, second))).contains("in its place");
        assertThat(fault(with(range, second, second))).contains("in its place");
        assertThat(fault(with(range, range.finalization()))).contains("in its place");
        assertThat(fault(with(range, chain.finalization(chain.block(5), 0, 1, 2))))
                .contains("in its place");
        assertThat(fault(with(range, second, chain.finalization(chain.block(3), 0, 1))))
                .contains("does not verify");
        Ballot notarized = Ballot.notarize(
                second.ballot().epoch(), second.ballot().view(), chain.block(2).hash());
        assertThat(fault(with(range, chain.sealed(notarized, 0, 1, 2)))).contains("does not finalize");
    }

    private static Blocks with(Blocks range, Certificate... earlier) {
        return new Blocks(range.blocks(), range.links(), range.finalization(), List.of(earlier));
    }

    @Test
    void refuses_seals_of_other_authorities_than_they_say() {
        Certificate honest = chain.finalization(chain.block(3), 0, 1, 2);
        List<Certificate.Seal> shifted = honest.seals().stream()
                .map(seal -> new Certificate.Seal(seal.signer() + 1, seal.signature()))
                .toList();
        assertThat(fault(new Certificate(honest.ballot(), shifted))).contains("does not verify");
    }

    @Test
    void no_bit_of_an_accepted_range_can_be_changed() {
        byte[] honest = with(chain.range(1, 2), chain.finalization(chain.block(1), 0, 1, 2))
                .encoded();
        for (int bit = 0; bit < 8 * honest.length; bit++) {
            byte[] changed = honest.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(isAccepted(changed)).as("bit %d", bit).isFalse();
        }
        assertThat(isAccepted(honest)).isTrue();
    }

    private boolean isAccepted(byte[] encoded) {
        try {
            Blocks range = BorshReader.decodeAll(
                    encoded, in -> Blocks.decode(in, chain.network().genesisHash()));
            return verifier.fault(chain.tip(0), range).isEmpty();
        } catch (DecodeException e) {
            return false;
        }
    }

    private String fault(Certificate certificate) {
        return fault(new Blocks(chain.range(1, 3).blocks(), List.of(), certificate));
    }

    private String fault(Blocks range) {
        return verifier.fault(chain.tip(0), range).orElseThrow();
    }
}
