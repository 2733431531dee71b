package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.api.Page;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.store.StoredTransaction;

/** Transactions: the newest, what became of a single one, and the proof of it. */
final class TransactionRoutes {
    private final NodeFacade node;
    private final Renderer renderer;
    private final Json json;
    private final ReceiptProofs proofs;
    private final ProofFiles files;

    TransactionRoutes(NodeFacade node, Renderer renderer, Json json) {
        this.node = node;
        this.renderer = renderer;
        this.json = json;
        this.proofs = new ReceiptProofs(node.ledger());
        this.files = new ProofFiles(node.genesis());
    }

    /** Of the whole ledger, newest first. */
    void list(Context context) {
        int limit = Parameters.limit(context);
        if (Parameters.ascending(context, false)) {
            throw Parameters.bad("order", "the ledger's transactions are listed newest first");
        }
        List<StoredTransaction> found = node.ledger().latestTransactions(Parameters.position(context), limit);
        List<TransactionStatus> items = found.stream()
                .map(each -> renderer.full(each, renderer.blockHash(each.height())))
                .toList();
        json.write(context, new Page<>(items, next(found, limit), Optional.empty()));
    }

    private Optional<String> next(List<StoredTransaction> found, int limit) {
        if (found.size() < limit) {
            return Optional.empty();
        }
        StoredTransaction last = found.getLast();
        boolean more = !node.ledger()
                .latestTransactions(Optional.of(last.position()), 1)
                .isEmpty();
        return more
                ? Optional.of(
                        "/v1/transactions?order=desc&limit=" + limit + "&cursor=" + last.height() + "." + last.index())
                : Optional.empty();
    }

    void one(Context context) {
        Hash id = Parameters.hash("id", context.pathParam("id"));
        json.write(context, status(id, Parameters.number(context, "validUntilMs")));
    }

    private TransactionStatus status(Hash id, OptionalLong validUntilMs) {
        // The mempool is asked first: asked last, a transaction that becomes final in between would be in neither.
        Optional<Transaction> pending = node.pending(id);
        // Read before the ledger is searched: a head that is past the validity then speaks for every block searched.
        long headTimeMs = node.ledger().head().header().timeMs();
        Optional<StoredTransaction> stored = node.ledger().transaction(id);
        if (stored.isPresent()) {
            return renderer.full(stored.get(), renderer.blockHash(stored.get().height()));
        }
        if (validUntilMs.isPresent() && headTimeMs > validUntilMs.getAsLong()) {
            return TransactionStatus.of(id, TransactionState.EXPIRED);
        }
        return pending.map(renderer::pending).orElseGet(() -> TransactionStatus.of(id, TransactionState.UNKNOWN));
    }

    void proof(Context context) {
        Hash id = Parameters.hash("id", context.pathParam("id"));
        StoredTransaction stored = node.ledger()
                .transaction(id)
                .orElseThrow(() -> node.pending(id).isPresent()
                        ? new ProblemException(ProblemCode.NOT_FINAL, "the transaction is not final yet")
                        : new ProblemException(ProblemCode.NOT_FOUND, "no final transaction " + id + " here"));
        context.contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"receipt-" + id.hex() + ".json\"")
                .result(files.write(proofs.of(stored)));
    }
}
