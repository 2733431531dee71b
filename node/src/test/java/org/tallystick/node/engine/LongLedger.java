package org.tallystick.node.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.store.VoteLogIdentity;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** The ledger of a network that has run for long, made at once: every block has a payment and its certificate. */
final class LongLedger {
    private static final int BATCH = 500;

    private final LocalNodes nodes;
    private final Genesis genesis;
    private final int size;

    LongLedger(LocalNodes nodes, int size) {
        this.nodes = nodes;
        this.genesis = nodes.genesis();
        this.size = size;
    }

    /** Writes it for every node, none of which has run yet; returns the payments. */
    List<Hash> write(KeyPair payer, int blocks) {
        List<Hash> paid = new ArrayList<>();
        List<LedgerStore> stores = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            VoteLogIdentity identity = new VoteLogIdentity(
                    genesis.hash(), TestNetwork.key("node-" + i).publicKey());
            VoteLog.open(nodes.config(i).storage().votes(), Node.voteWitness(nodes.config(i)), identity, true)
                    .close();
            stores.add(LedgerStore.open(nodes.config(i).storage().ledger(), genesis));
        }
        TestChain chain = new TestChain(genesis);
        List<FinalBlock> batch = new ArrayList<>();
        for (int height = 1; height <= blocks; height++) {
            Transaction payment = LocalPayments.pay(genesis, payer, height);
            paid.add(payment.id());
            batch.add(certified(chain.next(chain.head().header().timeMs() + 1, List.of(payment))));
            if (batch.size() == BATCH || height == blocks) {
                stores.forEach(store -> store.append(batch));
                batch.clear();
            }
        }
        stores.forEach(LedgerStore::close);
        return paid;
    }

    private FinalBlock certified(FinalBlock each) {
        Block block = each.block();
        Ballot ballot = Ballot.finalize(block.header().epoch(), block.header().view(), block.hash());
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int i = 0; i < genesis.authorities().quorum(); i++) {
            seals.add(new Certificate.Seal(i, TestNetwork.key("node-" + i).sign(ballot.digest(genesis.hash()))));
        }
        return new FinalBlock(
                block, each.receipts(), each.records(), each.diff(), Optional.of(new Certificate(ballot, seals)));
    }
}
