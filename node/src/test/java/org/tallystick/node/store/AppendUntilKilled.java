package org.tallystick.node.store;

import static org.tallystick.node.testing.TestNetwork.address;
import static org.tallystick.node.testing.TestNetwork.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/**
 * A program that votes for and stores one block after the other, always the same ones, and prints each height once both
 * are durable, until it is killed. Argument: its directory.
 */
final class AppendUntilKilled {
    static final int PAYMENTS = 50;

    private static final KeyPair ALICE = key("alice");
    private static final KeyPair CAROL = key("carol");

    private AppendUntilKilled() {}

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        TestNetwork network = network();
        TestChain chain = new TestChain(network.genesis());
        try (LedgerStore store = LedgerStore.open(home.resolve("db"), network.genesis());
                VoteLog votes = votes(home, store)) {
            while (true) {
                FinalBlock block = next(network, chain);
                long height = block.block().height().value();
                if (height > store.head().header().height().value()) {
                    votes.append(List.of(vote(block.block().hash())));
                }
                store.append(List.of(block));
                System.out.println(height);
            }
        }
    }

    static TestNetwork network() {
        return TestNetwork.of("killed", ALICE);
    }

    static FinalBlock next(TestNetwork network, TestChain chain) {
        long height = chain.head().height().value() + 1;
        List<Transaction> payments = new ArrayList<>();
        for (int i = 0; i < PAYMENTS; i++) {
            payments.add(network.unsigned(
                    network.body(
                            ALICE,
                            height * PAYMENTS + i,
                            address(CAROL),
                            1,
                            chain.head().header().timeMs() + 90_000),
                    ALICE));
        }
        return chain.next(payments);
    }

    static Bytes vote(Hash blockHash) {
        return Bytes.of(blockHash);
    }

    static VoteLog votes(Path home, LedgerStore store) {
        VoteLogIdentity identity =
                new VoteLogIdentity(network().genesisHash(), key("node-0").publicKey());
        boolean neverVoted = store.head().header().height().value() == 0;
        return VoteLog.open(home.resolve("votes"), home.resolve("voted"), identity, neverVoted);
    }
}
