package org.tallystick.node.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.http.NodeFacade;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.metrics.Upkeep;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredTransaction;

/**
 * The node as its HTTP API sees it.
 *
 * @param self this node's index among the authorities
 */
record RunningNode(Network network, int self, LedgerReader ledger, Mempool mempool, Parts parts) implements NodeFacade {

    /** The network that this is a node of. */
    record Network(Genesis genesis, Hash genesisHash) {}

    /** Those who answer. */
    record Parts(Intake intake, Engine engine, Finality finality, Health health, Supplier<Upkeep> upkeep) {}

    @Override
    public Genesis genesis() {
        return network.genesis;
    }

    @Override
    public Hash genesisHash() {
        return network.genesisHash;
    }

    @Override
    public List<Submission> submit(List<Transaction> transactions) {
        return parts.intake.submit(transactions);
    }

    @Override
    public Optional<StoredTransaction> awaitFinal(Hash transactionId, Duration patience) throws InterruptedException {
        return parts.finality.await(transactionId, patience);
    }

    @Override
    public Optional<Transaction> pending(Hash transactionId) {
        return mempool.get(transactionId);
    }

    @Override
    public Subscription onFinalized(FinalizedListener listener) {
        return parts.finality.subscribe(listener);
    }

    @Override
    public Upkeep upkeep() {
        return parts.upkeep.get();
    }

    @Override
    public NodeStatus status() {
        EngineStatus status = parts.engine.status();
        return new NodeStatus(
                network.genesis.authorities().get(self).name(),
                Optional.of(self),
                status.view().value(),
                network.genesis.authorities().leader(status.view()),
                status.nullifiedViews(),
                mempool.size(),
                mempool.bytes(),
                parts.health.authorityStatus(),
                parts.health.checks());
    }
}
