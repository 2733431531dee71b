package org.tallystick.node.http;

import io.javalin.http.Context;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;

/** Answers with proofs of rows of the newest final state. */
final class StateProofs {
    private final LedgerReader ledger;
    private final ProofFiles files;

    StateProofs(NodeFacade node) {
        this.ledger = node.ledger();
        this.files = new ProofFiles(node.genesis());
    }

    void answer(Context context, StateKey key) {
        try (LedgerReader.Snapshot snapshot = ledger.snapshot()) {
            StoredBlock block = snapshot.block();
            Certificate certificate = block.finalization()
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.NOT_FINAL, "this node has no certificate of its newest block yet"));
            StateProof proof = StateProof.of(snapshot.state(), key, block.header(), certificate);
            context.contentType("application/json").result(files.write(proof));
        }
    }
}
