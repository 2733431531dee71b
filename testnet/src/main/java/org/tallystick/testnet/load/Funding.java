package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/** Gives the accounts of a run what they need, from the treasury. */
public final class Funding {
    /** The most that a transaction takes. */
    private static final int GRANTS_PER_TRANSACTION = 100;

    private static final Pace PACE = new Pace(20, 200, Duration.ofSeconds(5), Duration.ofMinutes(1));

    private final List<TallyClient> nodes;
    private final Signatory signatory;
    private final KeyPair treasury;

    public Funding(List<TallyClient> nodes, Signatory signatory, KeyPair treasury) {
        this.nodes = List.copyOf(nodes);
        this.signatory = signatory;
        this.treasury = treasury;
    }

    /**
     * How it went.
     *
     * @param transactions that it took, for each of which the treasury paid a fee
     */
    public record Done(int transactions, Duration took) {}

    /**
     * Returns when all grants are final.
     *
     * @throws FundingException if one of them can't be
     */
    public Done grant(Map<Address, Amount> amounts, Progress progress) throws InterruptedException {
        List<Transaction> grants = grants(amounts);
        Delivery.Outcome funded = new Delivery(nodes, PACE, "accounts funded", progress).run(List.of(grants));
        if (!funded.failures().isEmpty()) {
            throw new FundingException(funded.failures().getFirst());
        }
        return new Done(grants.size(), funded.took());
    }

    /** How many transactions so many grants take. */
    static int transactions(int grants) {
        return Math.ceilDiv(grants, GRANTS_PER_TRANSACTION);
    }

    private List<Transaction> grants(Map<Address, Amount> amounts) {
        List<Operation> all = new ArrayList<>();
        amounts.forEach((account, amount) -> all.add(new Transfer(account, amount)));
        List<Transaction> grants = new ArrayList<>();
        for (int from = 0; from < all.size(); from += GRANTS_PER_TRANSACTION) {
            List<Operation> some = all.subList(from, Math.min(from + GRANTS_PER_TRANSACTION, all.size()));
            grants.add(signatory.sign(treasury, "grant/" + from, some));
        }
        return grants;
    }
}
