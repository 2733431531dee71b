package org.tallystick.testnet.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.api.Inclusion;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Signatory;

/**
 * Pays the next payer, again and again, as a careful wallet does: the same transaction goes to one node after the other until
 * one says that it is final. Now and then it is sent once more after that, and must not pay again.
 */
final class Payer {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_MS = 100;

    /** With all nodes up for so long, what is not final is stuck. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final int number;
    private final List<TallyClient> nodes;
    private final Signatory signatory;
    private final Books books;
    private final KeyPair key;
    private final Address payee;
    private final SplittableRandom random;

    /** @param payers how many there are; the last one pays the first */
    Payer(int number, int payers, List<TallyClient> nodes, Signatory signatory, Books books) {
        this.number = number;
        this.nodes = nodes;
        this.signatory = signatory;
        this.books = books;
        this.key = keyOf(signatory, number);
        this.payee = account(signatory, (number + 1) % payers);
        this.random = new SplittableRandom(number);
    }

    static KeyPair keyOf(Signatory signatory, int number) {
        return signatory.keyOf("payer/" + number);
    }

    static Address account(Signatory signatory, int number) {
        return Address.of(keyOf(signatory, number).publicKey());
    }

    /** Pays until told to stop, with a rest of {@code restMs} after each payment; brings the last one to its end. */
    void run(long restMs, Ending ending) throws InterruptedException {
        for (long i = 0; !ending.over(); i++) {
            long amount = random.nextLong(1, 1_000);
            Transaction payment = signatory.sign(
                    key, "payer/" + number + "/" + i, List.of(new Transfer(payee, Amount.ofBaseUnits(amount))));
            long start = System.nanoTime();
            Optional<Inclusion> inclusion = deliver(payment, ending);
            if (inclusion.isPresent()) {
                Acknowledged told =
                        new Acknowledged(payment.id(), payment.body().validUntilMs(), number, amount, inclusion.get());
                books.acknowledged(told, System.nanoTime() - start);
                if (random.nextInt(10) == 0) {
                    sendOnceMore(payment, told);
                }
            }
            Thread.sleep(restMs);
        }
    }

    /** Empty when it can never be final, or is not in time; either is a violation and noted as one. */
    private Optional<Inclusion> deliver(Transaction payment, Ending ending) throws InterruptedException {
        int node = random.nextInt(nodes.size());
        while (!ending.overFor(RECOVERY)) {
            try {
                TransactionStatus status = nodes.get(node).submitAndWait(payment, PATIENCE);
                switch (status.state()) {
                    case FINAL -> {
                        return status.inclusion();
                    }
                    case FAILED, EXPIRED -> {
                        books.violated("payment " + payment.id() + " is " + status.state());
                        return Optional.empty();
                    }
                    case PENDING, UNKNOWN -> {}
                }
            } catch (ApiException e) {
                if (!e.problem().retryable() && !isThereAlready(e)) {
                    books.violated("payment " + payment.id() + " is refused: "
                            + e.problem().detail());
                    return Optional.empty();
                }
                Thread.sleep(PAUSE_MS);
            } catch (ClientException e) {
                Thread.sleep(PAUSE_MS);
            }
            books.retried();
            node = (node + 1) % nodes.size();
        }
        books.violated("payment " + payment.id() + " is not final though all nodes have run for " + RECOVERY.toSeconds()
                + " s");
        return Optional.empty();
    }

    private static boolean isThereAlready(ApiException e) {
        return e.code().equals("ALREADY_INCLUDED");
    }

    private void sendOnceMore(Transaction payment, Acknowledged told) {
        int node = random.nextInt(nodes.size());
        try {
            nodes.get(node)
                    .submitAndWait(payment, PATIENCE)
                    .inclusion()
                    .ifPresent(found -> books.compare(told, found, "node-" + node));
        } catch (ClientException away) {
            // It was only asked; whether the payment is there is compared at the end, on every node.
        }
    }
}
