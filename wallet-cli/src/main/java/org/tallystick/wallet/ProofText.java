package org.tallystick.wallet;

import java.time.Instant;
import java.util.Locale;
import org.tallystick.api.proof.ProofFileException;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.proof.ProofVerdict;
import org.tallystick.ledger.proof.ProofVerifier;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.ExitCode;

/** Reads, checks and describes receipt proofs. */
final class ProofText {
    private final Genesis genesis;
    private final ProofFiles files;

    ProofText(Genesis genesis) {
        this.genesis = genesis;
        this.files = new ProofFiles(genesis);
    }

    /** A proof that holds, and the header of the block that contains its transaction. */
    record Checked(ReceiptProof proof, BlockHeader block) {

        /** Whether the operations took effect; a failed transaction has a receipt as well. */
        boolean applied() {
            return proof.receipt().outcome() instanceof Receipt.Outcome.Applied;
        }
    }

    /**
     * Reads and checks a proof.
     *
     * @throws CommandFailure that names the part that is wrong
     */
    Checked check(String text) {
        ReceiptProof proof;
        try {
            proof = files.readReceiptProof(text);
        } catch (ProofFileException e) {
            throw refuted("PROOF_FILE", String.valueOf(e.getMessage()));
        }
        // One verification is not worth loading a native library for.
        ProofVerdict verdict = new ProofVerifier(genesis, P256.bouncyCastle()).verify(proof);
        return switch (verdict) {
            case ProofVerdict.Proven proven -> new Checked(proof, proven.header());
            case ProofVerdict.Refuted wrong ->
                throw refuted(
                        "PROOF_" + wrong.part().name(),
                        wrong.part().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + wrong.reason());
        };
    }

    /**
     * The same for a file as it was written: not a byte may differ, white space included.
     *
     * @throws CommandFailure that names the part that is wrong
     */
    Checked checkFile(String text) {
        Checked checked = check(text);
        if (!text.equals(write(checked.proof()))) {
            throw refuted("PROOF_FILE", "white space was changed, though nothing of what the proof says");
        }
        return checked;
    }

    String write(ReceiptProof proof) {
        return files.write(proof);
    }

    /** What the proof proves, for people. */
    static String describe(Checked checked) {
        Receipt receipt = checked.proof().receipt();
        String outcome = switch (receipt.outcome()) {
            case Receipt.Outcome.Applied() -> "applied";
            case Receipt.Outcome.Failed(var code, int index) ->
                "failed: " + code + " at operation " + index + ", nothing moved";
        };
        return "Outcome      " + outcome + "\nBlock        " + checked.block().height() + ", "
                + Instant.ofEpochMilli(checked.block().timeMs()) + "\nSigned by    "
                + checked.proof().certificate().seals().size() + " authorities\n";
    }

    private static CommandFailure refuted(String code, String reason) {
        String sentence = "The proof does not hold: " + reason;
        return new CommandFailure(
                ExitCode.REJECTED,
                code,
                sentence.endsWith(".") ? sentence : sentence + ".",
                "Don't rely on this file; ask for another, or fetch one with: tally wallet receipt TXID.");
    }
}
