package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.network.Agreement;

/** Compares what the network says after a run with what must be so. */
final class Verification {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final long LOOK_MS = 100;

    private final List<TallyClient> nodes;
    private final AddressFormat format;

    Verification(List<TallyClient> nodes, AddressFormat format) {
        this.nodes = List.copyOf(nodes);
        this.format = format;
    }

    static Check allApplied(Delivery.Outcome outcome) {
        return new Check(
                "every transfer is final and took effect",
                outcome.failures().isEmpty(),
                outcome.failures().isEmpty()
                        ? outcome.applied().size() + " transfers"
                        : outcome.failures().size() + " did not, such as "
                                + outcome.failures().getFirst());
    }

    /** Balances as the network tells them against {@code expected}, which has the same accounts. */
    static Check balances(Map<Address, Amount> told, Map<Address, Amount> expected) {
        List<String> wrong = new ArrayList<>();
        expected.forEach((account, amount) -> {
            if (!amount.equals(told.get(account))) {
                wrong.add(account + " has " + told.get(account) + " instead of " + amount);
            }
        });
        return new Check(
                "balances equal a plain recomputation",
                wrong.isEmpty(),
                wrong.isEmpty()
                        ? expected.size() + " accounts"
                        : wrong.size() + " of " + expected.size() + " don't, such as " + wrong.getFirst());
    }

    /**
     * Money neither came nor went: what the run's purse had before is what it and the accounts hold now, and the fees.
     */
    static Check supply(Amount before, Map<Address, Amount> told, Amount fees) {
        Amount after = Recomputation.sum(told.values()).plus(fees);
        return new Check(
                "the supply is unchanged",
                after.equals(before),
                after.equals(before) ? before + " coins" : before + " coins before, " + after + " after");
    }

    static Check agreement(Agreement agreement) {
        return new Check(
                "every node that answers has the same state root",
                agreement.stateRoot().isPresent(),
                agreement.stateRoots().size() + " nodes at height "
                        + agreement.height().orElse(0) + ", "
                        + agreement.stateRoot().map(Hash::hex).orElse("and they differ"));
    }

    /** The nodes that have come as far as the furthest of them is now; they are given some time for that. */
    List<TallyClient> caughtUp() throws InterruptedException {
        long target = nodes.stream().mapToLong(Verification::height).max().orElse(0);
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        List<TallyClient> answering =
                nodes.stream().filter(node -> height(node) >= 0).toList();
        while (answering.stream().anyMatch(node -> height(node) < target) && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_MS);
        }
        return answering.stream().filter(node -> height(node) >= target).toList();
    }

    Balances balancesFrom(List<TallyClient> answering) {
        return new Balances(answering, format);
    }

    /** Final height; -1 when the node does not answer. */
    private static long height(TallyClient node) {
        try {
            return node.status().head().header().height().value();
        } catch (ClientException e) {
            return -1;
        }
    }
}
