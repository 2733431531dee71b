package org.tallystick.testnet.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tallystick.api.client.TallyClient;
import org.tallystick.api.client.UnreachableException;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;

/** Asks nodes for the balances of many accounts. */
final class Balances {
    /** Requests under way per node: enough to keep it busy, few enough not to be refused. */
    private static final int PER_NODE = 4;

    private final List<TallyClient> nodes;
    private final AddressFormat format;

    /** @param nodes that answer; the accounts are shared out among them */
    Balances(List<TallyClient> nodes, AddressFormat format) {
        this.nodes = List.copyOf(nodes);
        this.format = format;
    }

    Amount of(Address account) {
        return ask(0, account);
    }

    /** In the order of {@code accounts}. */
    Map<Address, Amount> of(Collection<Address> accounts, Progress progress) throws InterruptedException {
        Map<Address, Future<Amount>> answers = new LinkedHashMap<>();
        List<ExecutorService> queues = new ArrayList<>();
        nodes.forEach(node -> queues.add(Executors.newFixedThreadPool(PER_NODE)));
        try {
            int next = 0;
            for (Address account : accounts) {
                int first = next % nodes.size();
                answers.put(account, queues.get(first).submit(() -> ask(first, account)));
                next++;
            }
            Map<Address, Amount> balances = new LinkedHashMap<>();
            for (Map.Entry<Address, Future<Amount>> answer : answers.entrySet()) {
                balances.put(answer.getKey(), answer.getValue().get());
                progress.at("balances compared", balances.size(), answers.size());
            }
            return balances;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } finally {
            queues.forEach(ExecutorService::shutdownNow);
        }
    }

    /** Asks the nodes one after the other, from {@code first} on: any of them may have died since it last answered. */
    private Amount ask(int first, Address account) {
        for (int i = 0; ; i++) {
            try {
                return nodes.get((first + i) % nodes.size())
                        .account(format.format(account))
                        .balance();
            } catch (UnreachableException e) {
                if (i + 1 == nodes.size()) {
                    throw e;
                }
            }
        }
    }
}
