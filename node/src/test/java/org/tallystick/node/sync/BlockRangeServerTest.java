package org.tallystick.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerMessage.Blocks;
import org.tallystick.node.net.PeerMessage.BlocksRequest;
import org.tallystick.node.net.PeerMessage.CertificatesRequest;
import org.tallystick.node.net.PeerMessage.NoBlocks;
import org.tallystick.node.store.LedgerStore;

class BlockRangeServerTest {
    @TempDir
    private Path directory;

    private final FinalizedChain chain = new FinalizedChain("testing");

    @Test
    void serves_what_is_asked_for() {
        chain.grow(5);
        Blocks range = (Blocks) answer(2, 3);
        assertThat(range.blocks()).containsExactly(chain.block(2), chain.block(3), chain.block(4));
        assertThat(chain.verifier().fault(chain.tip(1), range)).isEmpty();
    }

    @Test
    void says_when_it_has_nothing() {
        chain.grow(1);
        assertThat(answer(2, 3)).isEqualTo(new NoBlocks(Height.of(2)));
        assertThat(answer(Long.MAX_VALUE, 3)).isEqualTo(new NoBlocks(Height.of(Long.MAX_VALUE)));
    }

    @Test
    void ends_with_the_last_block_that_is_certified_itself() {
        chain.grow(2);
        chain.addUncertified();
        chain.grow(1);
        Blocks range = (Blocks) answer(1, 3);
        assertThat(range.blocks()).containsExactly(chain.block(1), chain.block(2));
        assertThat(chain.verifier().fault(chain.tip(0), range)).isEmpty();
    }

    @Test
    void leads_to_a_certificate_by_headers_where_no_block_in_reach_has_one() {
        chain.addUncertified();
        chain.addUncertified();
        chain.addUncertified();
        chain.grow(1);
        Blocks range = (Blocks) answer(1, 2);
        assertThat(range.blocks()).containsExactly(chain.block(1), chain.block(2));
        assertThat(range.links()).hasSize(2);
        assertThat(chain.verifier().fault(chain.tip(0), range)).isEmpty();
    }

    @Test
    void sends_no_more_than_one_message_holds() {
        chain.addLarge(600, false);
        chain.addLarge(600, false);
        chain.addLarge(600, false);
        chain.grow(1);
        Blocks range = (Blocks) answer(1, 100);
        assertThat(range.blocks()).hasSize(2);
        assertThat(range.blocks().stream().mapToInt(Block::size).sum()).isLessThan(Blocks.MAX_BYTES);
        assertThat(chain.verifier().fault(chain.tip(0), range)).isEmpty();
    }

    @Test
    void sends_certificates_along_so_that_the_receiver_can_prove_every_block() {
        chain.grow(100);
        Blocks range = (Blocks) answer(1, 100);
        assertThat(range.blocks()).hasSize(100);
        assertThat(range.earlier())
                .containsExactly(
                        chain.finalization(chain.block(32), 0, 1, 2),
                        chain.finalization(chain.block(64), 0, 1, 2),
                        chain.finalization(chain.block(96), 0, 1, 2));
        assertThat(RangeVerifier.widestGap(range)).isEqualTo(Spacing.DEFAULT.blocks());
        assertThat(chain.verifier().fault(chain.tip(0), range)).isEmpty();
    }

    @Test
    void goes_on_where_certificates_are_farther_apart_than_they_should_be() {
        chain.grow(1);
        for (int i = 0; i < 40; i++) {
            chain.addUncertified();
        }
        chain.grow(2);
        Blocks range = (Blocks) answer(1, 100);
        assertThat(range.blocks()).hasSize(43);
        assertThat(range.earlier())
                .containsExactly(
                        chain.finalization(chain.block(1), 0, 1, 2), chain.finalization(chain.block(42), 0, 1, 2));
        assertThat(RangeVerifier.widestGap(range)).isEqualTo(41);
        assertThat(chain.verifier().fault(chain.tip(0), range)).isEmpty();
    }

    @Test
    void certificates_count_towards_what_a_message_holds() {
        chain.addLarge(600, true);
        chain.addLarge(600, true);
        chain.addLarge(600, true);
        try (LedgerStore store = store()) {
            BlockRangeServer server = new BlockRangeServer(store, new Spacing(1));
            Blocks range = (Blocks) server.answer(new BlocksRequest(Height.of(1), 3));
            assertThat(range.blocks()).hasSize(2);
            assertThat(range.earlier()).hasSize(1);
        }
    }

    @Test
    void sends_certificates_alone_for_blocks_that_the_other_has_already() {
        chain.grow(70);
        chain.addUncertified();
        chain.grow(1);
        try (LedgerStore store = store()) {
            BlockRangeServer server = new BlockRangeServer(store, Spacing.DEFAULT);
            assertThat(server.answer(new CertificatesRequest(Height.of(11), 60)).certificates())
                    .containsExactly(
                            chain.finalization(chain.block(42), 0, 1, 2), chain.finalization(chain.block(70), 0, 1, 2));
            assertThat(server.answer(new CertificatesRequest(Height.of(71), 1)).certificates())
                    .isEmpty();
            assertThat(server.answer(new CertificatesRequest(Height.of(Long.MAX_VALUE), 9))
                            .certificates())
                    .isEmpty();
        }
    }

    private PeerMessage answer(long from, int max) {
        try (LedgerStore store = store()) {
            BlockRangeServer server = new BlockRangeServer(store, Spacing.DEFAULT);
            return server.answer(new BlocksRequest(Height.of(from), max));
        }
    }

    private LedgerStore store() {
        LedgerStore store = LedgerStore.open(directory, chain.network().genesis());
        store.append(chain.finalBlocks());
        return store;
    }
}
