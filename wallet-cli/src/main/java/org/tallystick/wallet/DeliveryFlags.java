package org.tallystick.wallet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.api.Inclusion;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.ClientException;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.payment.Delivery;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Failures;
import org.tallystick.wallet.terminal.Interruption;
import picocli.CommandLine.Option;

/** Hands a signed transaction in, waits as long as asked, and says what became of it. */
final class DeliveryFlags {

    /** What to wait for. */
    enum Wait {
        /** Until it is final. */
        FINAL,
        /** Until a node has accepted it. */
        ACCEPTED
    }

    @Option(
            names = "--wait",
            paramLabel = "final|accepted",
            defaultValue = "final",
            description = "What to wait for. Default: final.")
    private Wait wait = Wait.FINAL;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long to go on trying, such as 30s or 2m. Default 30s.")
    private String timeout = "30s";

    /** Refuses here what every node would refuse. */
    static void requireAcceptable(Network network, Transaction transaction) {
        Optional<Refusal> refusal = network.refusal(transaction, System.currentTimeMillis());
        if (refusal.isPresent()) {
            throw Failures.ofProblem(ProblemCode.problemOf(refusal.get()));
        }
    }

    /** Delivers and prints the outcome; anything but what was waited for is a failure. */
    void deliver(Session session, Network network, Transaction transaction) throws InterruptedException {
        Duration patience = PaymentFlags.duration(timeout);
        Optional<TransactionStatus> status;
        try (Interruption _ = new Interruption(
                        () -> session.report().failure(unknown(session, transaction, "The wallet was interrupted. ")));
                Nodes nodes = new Nodes(network.profile().apis())) {
            session.report().note("Transaction  " + transaction.id());
            Delivery delivery = new Delivery(
                    nodes, transaction, sentence -> session.report().note(sentence));
            long deadline = System.nanoTime() + patience.toNanos();
            status = delivery.deliver(wait == Wait.FINAL, patience);
            if (status.map(TransactionStatus::state)
                    .filter(DeliveryFlags::provable)
                    .isPresent()) {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                status = Optional.of(Settlement.proven(network, nodes, transaction, left));
            }
        } catch (ApiException refused) {
            session.outbox(network).forget(transaction);
            throw Funds.explained(session, network, transaction, refused);
        } catch (ClientException nowhere) {
            // No node has it, so that asking for the same again is no second payment.
            session.outbox(network).forget(transaction);
            throw nowhere;
        }
        report(session, network, transaction, status.orElseThrow(() -> unknown(session, transaction, "")));
    }

    private static boolean provable(TransactionState state) {
        return state == TransactionState.FINAL || state == TransactionState.FAILED;
    }

    /** The command that finishes a payment of this wallet. */
    static String resumption(Session session, Transaction transaction) {
        String network =
                session.flags().network().map(name -> "-n " + name + " ").orElse("");
        return "tally wallet " + network + "submit " + TransactionIds.shown(transaction.id());
    }

    private static void report(Session session, Network network, Transaction transaction, TransactionStatus status) {
        switch (status.state()) {
            case FINAL, PENDING -> print(session, network, transaction, status);
            case FAILED -> throw failed(status);
            case EXPIRED ->
                throw new CommandFailure(
                                ExitCode.REJECTED,
                                "EXPIRED",
                                "The payment was not applied before its validity ended, and never can be.",
                                "Nothing was paid; send it anew with another idempotency key.")
                        .ofTransaction(status.id());
            case UNKNOWN -> throw unknown(session, transaction, "");
        }
    }

    private static void print(Session session, Network network, Transaction transaction, TransactionStatus status) {
        TransactionText text = new TransactionText(network, session.wallets(network));
        boolean isFinal = status.state() == TransactionState.FINAL;
        StringBuilder out = new StringBuilder();
        out.append(session.report().style().good(isFinal ? "Final" : "Accepted, not final yet"));
        out.append("  ").append(text.headline(transaction)).append('\n');
        out.append("Transaction  ").append(transaction.id()).append('\n');
        status.inclusion().ifPresent(where -> out.append(place(network, where)));
        session.report().result(out.toString(), transaction.id().hex(), json -> {
            json.put("state", isFinal ? "final" : "pending");
            text.toJson(transaction, json);
            status.inclusion().ifPresent(where -> {
                json.put("height", where.height().value());
                json.put("blockHash", where.blockHash().hex());
                json.put("index", where.index());
                json.put("timeMs", where.timeMs());
                json.put("feePaid", where.feePaid().toCoins());
                json.put("feePaidBaseUnits", Long.toString(where.feePaid().baseUnits()));
            });
        });
    }

    private static String place(Network network, Inclusion where) {
        return "Block        " + where.height() + ", " + Instant.ofEpochMilli(where.timeMs()) + "\nFee          "
                + network.coins(where.feePaid()) + "\n";
    }

    private static CommandFailure failed(TransactionStatus status) {
        String code = status.inclusion()
                .flatMap(Inclusion::failure)
                .map(Inclusion.Failure::code)
                .orElse("FAILED");
        // The code may be one of a newer version: it is told, not understood.
        return new CommandFailure(
                        ExitCode.REJECTED,
                        code,
                        "The payment stands in the ledger as failed, " + code
                                + ": nothing moved, and the fee was charged.",
                        Failures.nextStep(code))
                .ofTransaction(status.id());
    }

    private static CommandFailure unknown(Session session, Transaction transaction, String why) {
        return new CommandFailure(
                        ExitCode.OUTCOME_UNKNOWN,
                        "OUTCOME_UNKNOWN",
                        why + "Whether the payment is final is not known yet.",
                        "Finish it with: " + resumption(session, transaction) + ". Don't send it anew.")
                .ofTransaction(transaction.id());
    }
}
