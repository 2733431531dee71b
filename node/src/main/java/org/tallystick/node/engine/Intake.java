package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.mempool.Admission;

/** Takes transactions from clients: admits them and spreads what was admitted. Thread-safe. */
record Intake(Admission admission, Gossip gossip, BooleanSupplier open, InstantSource clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    List<Submission> submit(List<Transaction> transactions) {
        if (!open.getAsBoolean()) {
            return transactions.stream().map(Intake::notReady).toList();
        }
        List<Submission> answers = admission.submit(transactions, clock.millis());
        List<Transaction> accepted = new ArrayList<>(transactions.size());
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Submission.Accepted) {
                accepted.add(transactions.get(i));
            }
        }
        try {
            gossip.spread(accepted);
        } catch (RuntimeException e) {
            // They were taken, and this node proposes them itself.
            LOG.error("{} transactions were taken and not spread", accepted.size(), e);
        }
        return answers;
    }

    private static Submission notReady(Transaction transaction) {
        return new Submission.Refused(
                transaction.id(),
                Refusal.of(
                        RefusalCode.NODE_NOT_READY,
                        "This node does not take part at the moment; /readiness says why. Ask another one, or try"
                                + " again."));
    }
}
