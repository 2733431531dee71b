package org.tallystick.wallet;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.tallystick.api.proof.ProofFileException;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.proof.ProofVerdict;
import org.tallystick.ledger.proof.ProofVerifier;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.wallet.terminal.CommandFailure;

/** Reads, checks and describes proofs of receipts and of the state. */
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

    /** Which kind of proof this is; {@link CommandFailure} if of none. */
    ProofFiles.Kind kindOf(String text) {
        return read(files::kindOf, text);
    }

    /**
     * Reads and checks the proof of a receipt.
     *
     * @throws CommandFailure that names the part that is wrong
     */
    Checked checkReceipt(String text) {
        ReceiptProof proof = read(files::readReceiptProof, text);
        return new Checked(proof, proven(verifier().verify(proof)));
    }

    /** The same for the receipt of this transaction and no other. */
    Checked checkReceiptOf(Hash id, String text) {
        Checked checked = checkReceipt(text);
        if (!checked.proof().transaction().id().equals(id)) {
            throw new CommandFailure(
                    ExitCode.REJECTED,
                    "PROOF_TRANSACTION",
                    "The node sent the proof of another transaction.",
                    "Ask another node with -n.");
        }
        return checked;
    }

    /** The same for the proof of a row of the state. */
    StateProof checkState(String text) {
        StateProof proof = read(files::readStateProof, text);
        proven(verifier().verify(proof));
        return proof;
    }

    private static <T> T read(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (ProofFileException e) {
            throw refuted("PROOF_FILE", String.valueOf(e.getMessage()));
        }
    }

    /** One verification is not worth loading a native library for. */
    private ProofVerifier verifier() {
        return new ProofVerifier(genesis, P256.bouncyCastle());
    }

    private static BlockHeader proven(ProofVerdict verdict) {
        return switch (verdict) {
            case ProofVerdict.Proven proven -> proven.header();
            case ProofVerdict.Refuted wrong ->
                throw refuted(
                        "PROOF_" + wrong.part().name(),
                        wrong.part().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + wrong.reason());
        };
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
        return "Outcome      " + outcome + "\n"
                + describe(checked.block(), checked.proof().certificate());
    }

    /** The block that a proof is about, and who vouches for it. */
    static String describe(BlockHeader block, Certificate certificate) {
        return "Block        " + block.height() + ", " + Instant.ofEpochMilli(block.timeMs()) + "\nSigned by    "
                + certificate.seals().size() + " authorities\n";
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
