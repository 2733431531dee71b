package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Event;
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Setup;
import org.tallystick.consensus.Simplex;
import org.tallystick.consensus.Timeouts;
import org.tallystick.consensus.Timer;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.store.VoteLogIdentity;
import org.tallystick.node.testing.TestNetwork;

final class VoteJournalTest {
    private static final int SELF = 0;

    /** Enough votes for the log to be cut down. */
    private static final int VIEWS = 40_000;

    private final TestNetwork network = TestNetwork.of("testing");
    private final KeyPair key = TestNetwork.key("node-" + SELF);

    @TempDir
    Path home;

    private VoteLog open(boolean neverVoted) {
        return VoteLog.open(
                home.resolve("votes"),
                home.resolve("ledger/voted"),
                new VoteLogIdentity(network.genesisHash(), key.publicKey()),
                neverVoted);
    }

    /** The ledger stands for what the log forgets, but a damaged one is moved away and fetched again. */
    @Test
    void a_node_whose_ledger_is_gone_does_not_vote_where_its_votes_are_forgotten() {
        try (VoteLog log = open(true)) {
            VoteJournal journal = new VoteJournal(log, network.genesisHash());
            journal.append(votesUpTo(VIEWS));
            journal.forgetUpTo(View.of(VIEWS));
            assertThat(log.sizeBytes()).isLessThan(4_096);
        }

        try (VoteLog log = open(false)) {
            VoteJournal journal = new VoteJournal(log, network.genesisHash());
            Simplex machine = Simplex.recover(setup(), genesisTip(), journal.replay());
            List<Message> said = new ArrayList<>(machine.start().send());
            said.addAll(machine.step(new Event.TimerFired(new Timer.ProposalDue(View.of(1))))
                    .send());

            assertThat(said).isEmpty();
            assertThat(journal.silentThrough()).isEqualTo(View.of(VIEWS));
        }
    }

    private List<LogRecord> votesUpTo(int views) {
        Signature signature = Signature.of(new byte[Signature.SIZE]);
        List<LogRecord> votes = new ArrayList<>();
        for (int view = 1; view <= views; view++) {
            Ballot ballot = Ballot.finalize(Epoch.ZERO, View.of(view), network.genesisHash());
            votes.add(new LogRecord.Voted(new Message.Vote(ballot, new Seal(SELF, signature))));
        }
        return votes;
    }

    private FinalTip genesisTip() {
        return FinalTip.genesis(GenesisBlock.of(network.genesis()).block());
    }

    private Setup setup() {
        Committee committee = new Committee(
                network.genesisHash(), Epoch.ZERO, network.genesis().authorities());
        return new Setup(committee, P256.verifier(), Optional.of(key), Timeouts.STANDARD);
    }
}
