package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerMessage.Certificates;
import org.tallystick.node.net.PeerMessage.CertificatesRequest;
import org.tallystick.node.net.ProtocolViolation;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.Stretch;
import org.tallystick.node.sync.RangeVerifier;
import org.tallystick.node.sync.Spacing;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** A ledger whose only certificate is that of its last block, three peers, and a clock that the test moves. */
class MenderTest {
    private static final int LAST = ReceiptProof.MAX_HEADERS + 9;

    private final TestNetwork network = TestNetwork.of("testing");
    private final List<Block> blocks = new ArrayList<>();
    private final ManualHost host = new ManualHost();
    private final Asked asked = new Asked(network.genesis().authorities());

    private LedgerStore ledger;
    private Mender mender;

    @BeforeEach
    void open(@TempDir Path directory) {
        TestChain chain = new TestChain(network.genesis());
        blocks.add(chain.head());
        List<FinalBlock> stored = new ArrayList<>();
        for (FinalBlock each : chain.empty(LAST)) {
            blocks.add(each.block());
            boolean last = blocks.size() == LAST + 1;
            stored.add(new FinalBlock(
                    each.block(),
                    each.receipts(),
                    each.records(),
                    each.diff(),
                    last ? Optional.of(finalization(LAST, 0, 1, 2)) : Optional.empty()));
        }
        ledger = LedgerStore.open(directory, network.genesis());
        ledger.append(stored);
        Failure failure = new Failure();
        RangeVerifier verifier =
                new RangeVerifier(network.genesisHash(), network.genesis().authorities(), P256.verifier());
        mender = new Mender(
                new Mender.Books(ledger, verifier, new Committer(ledger, host, failure)),
                new Spacing(400),
                asked,
                host,
                failure);
        mender.start();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void tells_which_blocks_it_cannot_prove_and_asks_one_peer_after_the_other() {
        host.pass(Duration.ofSeconds(3));
        assertThat(mender.unprovable()).containsExactly(new Stretch(Height.of(1), Height.of(9)));
        assertThat(asked.requests).containsExactly(Map.entry(1, new CertificatesRequest(Height.of(1), LAST - 1)));

        mender.received(1, new Certificates(List.of()));
        host.pass(Duration.ofSeconds(2));
        assertThat(asked.requests).hasSize(2);
        assertThat(asked.requests.getLast().getKey()).isEqualTo(2);

        // A peer that says nothing is passed over, too.
        host.pass(Duration.ofSeconds(10));
        assertThat(asked.requests.getLast().getKey()).isEqualTo(3);
    }

    @Test
    void stores_what_it_gets_and_asks_for_what_is_still_missing() {
        host.pass(Duration.ofSeconds(3));
        mender.received(1, new Certificates(List.of(finalization(500, 0, 1, 2))));
        host.pass(Duration.ofSeconds(4));
        assertThat(ledger.block(Height.of(500)).orElseThrow().finalization()).isPresent();
        assertThat(mender.unprovable()).isEmpty();
        assertThat(asked.requests.getLast().getValue()).isEqualTo(new CertificatesRequest(Height.of(1), 499));
        int peer = asked.requests.getLast().getKey();
        mender.received(peer, new Certificates(List.of(finalization(250, 0, 1, 2))));
        host.pass(Duration.ofSeconds(4));
        assertThat(asked.requests.getLast().getValue()).isEqualTo(new CertificatesRequest(Height.of(501), LAST - 501));
    }

    @Test
    void believes_no_certificate_that_finalizes_nothing_here() {
        host.pass(Duration.ofSeconds(3));
        mender.received(2, new Certificates(List.of(finalization(500, 0, 1, 2))));
        mender.received(1, new Certificates(List.of(finalization(500, 0, 1, 2), finalization(501, 0, 1))));
        host.pass(Duration.ofSeconds(4));
        Ballot notarized = Ballot.notarize(
                blocks.get(500).header().epoch(),
                blocks.get(500).header().view(),
                blocks.get(500).hash());
        mender.received(2, new Certificates(List.of(sealed(notarized, 0, 1, 2))));
        host.pass(Duration.ofSeconds(4));
        mender.received(3, new Certificates(List.of(finalization(LAST, 0, 1, 2))));
        host.pass(Duration.ofSeconds(4));
        for (int height = 1; height < LAST; height++) {
            assertThat(ledger.block(Height.of(height)).orElseThrow().finalization())
                    .isEmpty();
        }
        assertThat(mender.unprovable()).hasSize(1);
        assertThat(asked.requests).hasSize(3);
    }

    @Test
    void asks_again_after_a_rest_when_nobody_had_any() {
        host.pass(Duration.ofSeconds(3));
        for (int peer = 1; peer <= 3; peer++) {
            mender.received(peer, new Certificates(List.of()));
            host.pass(Duration.ofSeconds(2));
        }
        host.pass(Duration.ofMinutes(1));
        assertThat(asked.requests).hasSize(3);
        host.pass(Duration.ofMinutes(10));
        assertThat(asked.requests).hasSizeGreaterThan(3);
    }

    private Certificate finalization(int height, int... signers) {
        Block block = blocks.get(height);
        return sealed(Ballot.finalize(block.header().epoch(), block.header().view(), block.hash()), signers);
    }

    private Certificate sealed(Ballot ballot, int... signers) {
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int signer : signers) {
            seals.add(new Certificate.Seal(
                    signer, TestNetwork.key("node-" + signer).sign(ballot.digest(network.genesisHash()))));
        }
        return new Certificate(ballot, seals);
    }

    /** Links to authorities 1, 2 and 3 that note what is asked. */
    private record Asked(AuthoritySet authorities, List<Map.Entry<Integer, PeerMessage>> requests) implements Links {
        Asked(AuthoritySet authorities) {
            this(authorities, new ArrayList<>());
        }

        @Override
        public void broadcast(PeerMessage message) {}

        @Override
        public boolean send(int authority, PeerMessage message) {
            return requests.add(Map.entry(authority, message));
        }

        @Override
        public BitSet connected() {
            BitSet linked = new BitSet();
            linked.set(1, 4);
            return linked;
        }

        @Override
        public void pause(int authority) {}

        @Override
        public void resume(int authority) {}

        @Override
        public void dropped(int authority) {}

        @Override
        public void accuse(int authority, ProtocolViolation violation, String detail) {}

        @Override
        public Map<ProtocolViolation, Long> misbehaviour(int authority) {
            return Map.of();
        }
    }
}
