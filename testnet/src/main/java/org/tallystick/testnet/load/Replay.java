package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.network.Agreement;

/**
 * Plays transfers of the past on a network: every account gets a key, an account of the run, filled by the treasury, gives each
 * sender what it sends in all, then every transfer is sent as a transaction of its own, those of one account in their order. At the end the network's word is
 * compared with a plain recomputation.
 */
public final class Replay {
    /**
     * The account of the run that the treasury fills once and that pays for the rest: the treasury is shared with others who
     * may be at work, and says nothing about this run. No account of a file has a name of two lines.
     */
    private static final String PURSE = "the run's\npurse";

    private final List<TallyClient> nodes;
    private final Signatory signatory;
    private final KeyPair treasury;
    private final Progress progress;

    /**
     * @param nodes all of the network; some may be away
     * @param treasury pays for the funding
     */
    public Replay(List<TallyClient> nodes, Signatory signatory, KeyPair treasury, Progress progress) {
        this.nodes = List.copyOf(nodes);
        this.signatory = signatory;
        this.treasury = treasury;
        this.progress = progress;
    }

    /** Runs all of it; what does not hold at the end stands in the report. */
    public ReplayReport run(List<PastTransfer> transfers, AddressFormat format, Pace pace) throws InterruptedException {
        Verification verification = new Verification(nodes, format);
        Cast cast = Cast.of(transfers, signatory);
        Map<String, Amount> needs = Recomputation.needs(transfers, signatory.fee());
        KeyPair purse = signatory.keyOf(PURSE);
        Address payer = Address.of(purse.publicKey());
        Amount filled = Recomputation.sum(needs.values()).plus(fees(Funding.transactions(needs.size())));
        new Funding(nodes, signatory, treasury).grant(Map.of(payer, filled), progress);
        Amount before = verification.balancesFrom(verification.caughtUp()).of(payer);

        Map<Address, Amount> grants = new LinkedHashMap<>();
        needs.forEach((name, amount) -> grants.put(cast.address(name), amount));
        Funding.Done funded = new Funding(nodes, signatory, purse).grant(grants, progress);

        long signingStart = System.nanoTime();
        List<Transaction> payments = payments(transfers, cast);
        double signingSeconds = (System.nanoTime() - signingStart) / 1e9;
        Duration cpuBefore = ownCpu();
        Delivery.Outcome sent = new Delivery(nodes, pace, "transfers final", progress).run(lanes(transfers, payments));

        Duration cpu = ownCpu().minus(cpuBefore);

        List<TallyClient> answering = verification.caughtUp();
        Map<Address, Amount> expected = new LinkedHashMap<>();
        Recomputation.balances(needs, transfers, signatory.fee())
                .forEach((name, amount) -> expected.put(cast.address(name), amount));
        expected.put(payer, before.minus(Recomputation.sum(needs.values())).minus(fees(funded.transactions())));
        Map<Address, Amount> told = verification.balancesFrom(answering).of(expected.keySet(), progress);
        return new ReplayReport(
                cast.names().size(),
                signatory.seed(),
                ReplayReport.Phase.of(funded.transactions(), needs.size(), funded.took()),
                signingSeconds,
                ReplayReport.Phase.of(payments.size(), transfers.size(), sent.took()),
                ReplayReport.Finality.of(sent.applied()),
                cpu.toNanos() / 1e9,
                sent.retries(),
                List.of(
                        Verification.allApplied(sent),
                        Verification.balances(told, expected),
                        Verification.supply(before, told, fees(funded.transactions() + payments.size())),
                        Verification.agreement(Agreement.among(nodes))));
    }

    private List<Transaction> payments(List<PastTransfer> transfers, Cast cast) {
        return IntStream.range(0, transfers.size())
                .parallel()
                .mapToObj(i -> {
                    PastTransfer transfer = transfers.get(i);
                    Operation payment = new Transfer(cast.address(transfer.to()), transfer.amount());
                    return signatory.sign(cast.key(transfer.from()), "transfer/" + i, List.of(payment));
                })
                .toList();
    }

    /** As many as nodes; the transfers of one account are all in one lane, and so keep their order. */
    private List<List<Transaction>> lanes(List<PastTransfer> transfers, List<Transaction> payments) {
        List<List<Transaction>> lanes = new ArrayList<>();
        nodes.forEach(node -> lanes.add(new ArrayList<>()));
        for (int i = 0; i < transfers.size(); i++) {
            lanes.get(Math.floorMod(transfers.get(i).from().hashCode(), lanes.size()))
                    .add(payments.get(i));
        }
        return lanes;
    }

    /** Processor time of this process so far. */
    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Amount fees(int transactions) {
        return Amount.ofBaseUnits(Math.multiplyExact(signatory.fee().baseUnits(), (long) transactions));
    }
}
