package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.network.Testnet;

/**
 * Measures what the absence of one node costs: the same load, through the other nodes, with all nodes, with one dead, and with
 * one that stands still. Phases with all nodes come before and after each, so that they can be compared although the machine is
 * not always equally fast.
 */
public final class Degradation {
    private static final int PAYERS = 60;
    private static final Pace PACE = new Pace(50, 400, Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final Duration READY = Duration.ofMinutes(2);

    /** Payments at the beginning of a phase that are not measured: the others notice with the first turn that is missed. */
    private static final int NOTICING = 5_000;

    private final Testnet testnet;
    private final Signatory signatory;
    private final KeyPair treasury;
    private final Progress progress;
    private final int victim;
    private final List<KeyPair> payers;
    private int sent;

    /** What one node is made to do. */
    public enum Condition {
        HEALTHY,
        DEAD,
        PAUSED
    }

    /**
     * One phase.
     *
     * @param ratio of its rate to that of the phases with all nodes beside it; 1 for those
     */
    public record Phase(
            Condition condition, int payments, double perSecond, double ratio, ReplayReport.Finality finality) {}

    private record Measured(Condition condition, int payments, double perSecond, ReplayReport.Finality finality) {}

    /** The last node is the one that is killed and paused. */
    public Degradation(Testnet testnet, Signatory signatory, KeyPair treasury, Progress progress) {
        this.testnet = testnet;
        this.signatory = signatory;
        this.treasury = treasury;
        this.progress = progress;
        this.victim = testnet.nodes().size() - 1;
        this.payers = IntStream.range(0, PAYERS)
                .mapToObj(i -> signatory.keyOf("payer/" + i))
                .toList();
    }

    /**
     * Runs all phases.
     *
     * @param warmUp payments before the first phase, not measured
     * @param payments of each phase
     * @param rounds how many times one node dies and one is paused
     */
    public List<Phase> run(int warmUp, int payments, int rounds) throws InterruptedException {
        fund(warmUp + (4 * rounds + 1) * (NOTICING + payments));
        deliver(warmUp);
        List<Measured> measured = new ArrayList<>();
        measured.add(measure(Condition.HEALTHY, payments));
        for (int i = 0; i < rounds; i++) {
            testnet.node(victim).kill();
            measured.add(measure(Condition.DEAD, payments));
            testnet.start(victim);
            measured.add(healthyAgain(payments));
            testnet.node(victim).pause();
            measured.add(measure(Condition.PAUSED, payments));
            testnet.node(victim).unpause();
            measured.add(healthyAgain(payments));
        }
        return IntStream.range(0, measured.size())
                .mapToObj(i -> compared(measured, i))
                .toList();
    }

    private Measured healthyAgain(int payments) throws InterruptedException {
        testnet.awaitReady(victim, READY);
        return measure(Condition.HEALTHY, payments);
    }

    private Measured measure(Condition condition, int payments) throws InterruptedException {
        deliver(NOTICING);
        Delivery.Outcome outcome = deliver(payments);
        if (!outcome.failures().isEmpty()) {
            throw new IllegalStateException(outcome.failures().getFirst());
        }
        double seconds = outcome.took().toNanos() / 1e9;
        ReplayReport.Finality finality =
                ReplayReport.Finality.of(outcome.applied()).orElseThrow();
        return new Measured(condition, payments, payments / seconds, finality);
    }

    private static Phase compared(List<Measured> all, int i) {
        Measured one = all.get(i);
        double ratio = one.condition == Condition.HEALTHY
                ? 1
                : 2 * one.perSecond / (all.get(i - 1).perSecond + all.get(i + 1).perSecond);
        return new Phase(one.condition, one.payments, one.perSecond, ratio, one.finality);
    }

    private Delivery.Outcome deliver(int payments) throws InterruptedException {
        List<TallyClient> others = testnet.clients().subList(0, victim);
        int from = sent;
        sent += payments;
        List<Transaction> signed =
                IntStream.range(from, sent).parallel().mapToObj(this::payment).toList();
        List<List<Transaction>> lanes = new ArrayList<>();
        others.forEach(node -> lanes.add(new ArrayList<>()));
        for (int i = 0; i < signed.size(); i++) {
            lanes.get(i % lanes.size()).add(signed.get(i));
        }
        return new Delivery(others, PACE, "payments final", progress).run(lanes);
    }

    private Transaction payment(int number) {
        Address payee = Address.of(payer(number + 1).publicKey());
        return signatory.sign(
                payer(number), "degradation/" + number, List.of(new Transfer(payee, Amount.ofBaseUnits(1))));
    }

    private KeyPair payer(int number) {
        return payers.get(number % PAYERS);
    }

    private void fund(int payments) throws InterruptedException {
        Map<Address, Amount> grants = new LinkedHashMap<>();
        long each = payments / PAYERS + 1L + signatory.fee().baseUnits() * payments;
        payers.forEach(payer -> grants.put(Address.of(payer.publicKey()), Amount.ofBaseUnits(each)));
        new Funding(testnet.clients(), signatory, treasury).grant(grants, progress);
    }
}
