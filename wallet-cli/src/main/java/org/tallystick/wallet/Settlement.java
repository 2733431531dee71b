package org.tallystick.wallet;

import java.time.Duration;
import java.util.Optional;
import org.tallystick.api.Inclusion;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.CommandFailure;

/**
 * What became of a payment, as its receipt proves it against the genesis. A node's word is not enough: a lie that a payment is
 * final hands out goods for nothing, and one that it failed makes the payer pay twice.
 */
final class Settlement {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Settlement() {}

    /**
     * The proven outcome, from whichever node can prove it.
     *
     * @param patience how long to go on asking; every node is asked once at least
     * @throws CommandFailure {@link ExitCode#OUTCOME_UNKNOWN} if no node can
     */
    static TransactionStatus proven(Network network, Nodes nodes, Transaction transaction, Duration patience)
            throws InterruptedException {
        ProofText proofs = new ProofText(network.genesis());
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return status(
                        network,
                        nodes.askAll(node ->
                                proofs.checkReceiptOf(transaction.id(), node.transactionProof(transaction.id()))));
            } catch (CommandFailure unproven) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new CommandFailure(
                                    ExitCode.OUTCOME_UNKNOWN,
                                    "NOT_PROVEN",
                                    "A node says that the outcome is final, but no node could prove it: "
                                            + unproven.sentence(),
                                    "Ask for the proof with: tally wallet receipt "
                                            + TransactionIds.shown(transaction.id()) + ". Don't send the payment anew.")
                            .ofTransaction(transaction.id());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static TransactionStatus status(Network network, ProofText.Checked checked) {
        Receipt receipt = checked.proof().receipt();
        Optional<Inclusion.Failure> failure = switch (receipt.outcome()) {
            case Receipt.Outcome.Applied() -> Optional.empty();
            case Receipt.Outcome.Failed(var code, int index) -> Optional.of(new Inclusion.Failure(code.name(), index));
        };
        Inclusion inclusion = new Inclusion(
                checked.block().height(),
                checked.block().hash(network.genesisHash()),
                Math.toIntExact(checked.proof().transactionPath().index()),
                checked.block().timeMs(),
                receipt.feePaid(),
                failure);
        return new TransactionStatus(
                receipt.transactionId(),
                failure.isPresent() ? TransactionState.FAILED : TransactionState.FINAL,
                Optional.of(inclusion),
                Optional.empty());
    }
}
