package org.tallystick.fuzz;

import java.util.List;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.View;

/** What authorities send each other to agree, and what they write down of it. */
final class ConsensusTargets {
    private ConsensusTargets() {}

    static List<Target> all() {
        Genesis genesis = TestNetwork.genesis();
        Hash genesisHash = genesis.hash();
        Block block = new TestLedger(genesis)
                .append(TestNetwork.pay(genesis, TestNetwork.ALICE, 1, TestNetwork.transfer(TestNetwork.BOB, 1)))
                .executed()
                .block();
        Ballot ballot = Ballot.notarize(block.header().epoch(), block.header().view(), block.hash());
        Certificate certificate = TestNetwork.certificate(genesis, ballot, 0, 1, 3);
        Certificate.Seal seal = certificate.seals().getFirst();
        Message.Vote vote = new Message.Vote(ballot, seal);
        return List.of(
                Target.borsh(
                        "consensus-message",
                        in -> Message.decode(in, genesisHash),
                        encodings(
                                new Message.Proposal(View.ZERO, block, seal.signature(), List.of(certificate)),
                                vote,
                                new Message.Certified(certificate))),
                Target.borsh(
                        "vote-log-record",
                        in -> LogRecord.decode(in, genesisHash),
                        encodings(
                                new LogRecord.Voted(vote),
                                new LogRecord.Body(block),
                                new LogRecord.Certified(certificate),
                                new LogRecord.Abstain(View.of(7)))));
    }

    private static List<Bytes> encodings(Encodable... values) {
        return List.of(values).stream().map(Bytes::encodingOf).toList();
    }
}
