package org.tallystick.testnet.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Check;
import org.tallystick.testnet.load.Funding;
import org.tallystick.testnet.load.Progress;
import org.tallystick.testnet.load.Signatory;
import org.tallystick.testnet.network.Agreement;
import org.tallystick.testnet.network.Testnet;

/** A whole run: payers pay, watchers look, the storm rages; when it is over, every word that was given is checked. */
public final class Chaos {
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration CATCH_UP = Duration.ofMinutes(1);
    private static final long GRANT = 1_000_000_000;
    private static final int CHECKERS = 8;

    private final Testnet testnet;
    private final Signatory signatory;
    private final KeyPair treasury;
    private final AddressFormat format;
    private final Progress progress;

    /**
     * How hard it is.
     *
     * @param seed of the schedule
     * @param kinds what is done to nodes, {@code kill} and {@code pause}
     * @param payers how many pay at the same time
     * @param restMs between two payments of one payer
     */
    public record Plan(long seed, Duration length, int strikes, List<String> kinds, int payers, long restMs) {
        public Plan {
            kinds = List.copyOf(kinds);
        }
    }

    public Chaos(Testnet testnet, Signatory signatory, KeyPair treasury, AddressFormat format, Progress progress) {
        this.testnet = testnet;
        this.signatory = signatory;
        this.treasury = treasury;
        this.format = format;
        this.progress = progress;
    }

    /** Runs all of it; whatever was not kept stands in the report. */
    public ChaosReport run(Plan plan) throws InterruptedException {
        Books books = new Books();
        fund(plan.payers);
        Schedule schedule = Schedule.draw(
                plan.seed,
                testnet.nodes().size(),
                plan.strikes,
                plan.length,
                plan.kinds.stream().map(Chaos::kind).toList());
        Storm storm = new Storm(testnet, schedule, books);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> helpers = new ArrayList<>();
            for (int i = 0; i < testnet.nodes().size(); i++) {
                Watcher watcher = watcher(i, books);
                helpers.add(threads.submit(() -> {
                    watcher.run(storm);
                    return null;
                }));
            }
            for (int i = 0; i < plan.payers; i++) {
                Payer payer = new Payer(i, plan.payers, testnet.clients(), signatory, books);
                helpers.add(threads.submit(() -> {
                    payer.run(plan.restMs, storm);
                    return null;
                }));
            }
            try {
                storm.rage(progress);
                testnet.awaitReady(READY);
            } finally {
                // Also when the storm failed: the executor waits for the helpers before the failure gets out.
                storm.end();
            }
            for (Future<Void> helper : helpers) {
                await(helper);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return ChaosReport.of(seconds, storm, books, checks(plan, books));
    }

    private static Schedule.Kind kind(String name) {
        return Schedule.Kind.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }

    private static void await(Future<Void> helper) throws InterruptedException {
        try {
            helper.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void fund(int payers) throws InterruptedException {
        Map<Address, Amount> grants = new LinkedHashMap<>();
        for (int i = 0; i < payers; i++) {
            grants.put(Payer.account(signatory, i), Amount.ofBaseUnits(GRANT));
        }
        new Funding(testnet.clients(), signatory, treasury).grant(grants, progress);
    }

    private Watcher watcher(int node, Books books) {
        return new Watcher(testnet.node(node).folder().name(), testnet.clients().get(node), books);
    }

    private List<Check> checks(Plan plan, Books books) throws InterruptedException {
        List<String> behind = Laggards.among(testnet.clients(), CATCH_UP);
        if (!behind.isEmpty()) {
            return List.of(new Check("every node has caught up", false, String.join("; ", behind)));
        }
        List<Acknowledged> payments = books.payments();
        requireOnEveryNode(payments, books);
        List<String> violations = books.violations();
        Agreement agreement = Agreement.among(testnet.clients());
        List<String> wrong = wrongBalances(plan.payers, payments);
        long doubleVotes =
                testnet.clients().stream().mapToLong(this::doubleVotes).sum();
        return List.of(
                new Check(
                        "every acknowledged payment is on every node, once, where it was; no answer went back",
                        violations.isEmpty(),
                        violations.isEmpty()
                                ? payments.size() + " payments, "
                                        + testnet.nodes().size() + " nodes"
                                : violations.size() + " violations: " + String.join("\n       ", violations)),
                new Check(
                        "balances equal a plain recomputation",
                        wrong.isEmpty(),
                        wrong.isEmpty() ? plan.payers + " accounts" : String.join("; ", wrong)),
                new Check(
                        "all nodes have the same state root",
                        agreement.stateRoot().isPresent()
                                && agreement.stateRoots().size()
                                        == testnet.nodes().size(),
                        agreement.stateRoot().map(Object::toString).orElse("they differ")),
                new Check("no authority contradicted itself", doubleVotes == 0, doubleVotes + " double votes seen"));
    }

    private void requireOnEveryNode(List<Acknowledged> payments, Books books) throws InterruptedException {
        for (int i = 0; i < testnet.nodes().size(); i++) {
            Watcher watcher = watcher(i, books);
            try (ExecutorService threads = Executors.newFixedThreadPool(CHECKERS)) {
                List<Future<Void>> all = new ArrayList<>();
                for (Acknowledged payment : payments) {
                    all.add(threads.submit(() -> {
                        watcher.require(payment);
                        return null;
                    }));
                }
                for (Future<Void> each : all) {
                    await(each);
                }
            }
            progress.at("nodes compared", i + 1L, testnet.nodes().size());
        }
    }

    private List<String> wrongBalances(int payers, List<Acknowledged> payments) {
        long[] expected = new long[payers];
        java.util.Arrays.fill(expected, GRANT);
        for (Acknowledged each : payments) {
            expected[each.payer()] -= each.baseUnits() + signatory.fee().baseUnits();
            expected[(each.payer() + 1) % payers] += each.baseUnits();
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < payers; i++) {
            String account = format.format(Payer.account(signatory, i));
            for (TallyClient node : testnet.clients()) {
                long told = node.account(account).balance().baseUnits();
                if (told != expected[i]) {
                    wrong.add(account + " has " + told + " on " + node.base() + " instead of " + expected[i]);
                }
            }
        }
        return wrong;
    }

    private long doubleVotes(TallyClient node) {
        Set<String> ours =
                testnet.nodes().stream().map(each -> each.folder().name()).collect(Collectors.toSet());
        return node.authorities().members().stream()
                .filter(member -> ours.contains(member.name()))
                .mapToLong(member -> member.evidence().size())
                .sum();
    }
}
