package org.tallystick.node.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.crypto.Verifier;

/**
 * Something an authority says to the others in a file, under its signature.
 *
 * @param content the encoding that is signed
 */
record SignedFile(Bytes content, Signature signature) {
    private static final int MAX_CONTENT = 1024 * 1024;

    /** Begins no digest of the protocol, whose tagged hashes begin with hashes: what is signed here is never a vote. */
    private static final byte[] TAG = "tallystick/agreement/1".getBytes(StandardCharsets.US_ASCII);

    static SignedFile of(Encodable content, Signer signer) {
        Bytes encoded = Bytes.encodingOf(content);
        return new SignedFile(encoded, signer.sign(digest(encoded)));
    }

    private static Hash digest(Bytes content) {
        return Sha256.of(TAG, content.toByteArray());
    }

    static SignedFile read(Path file) throws IOException {
        if (Files.size(file) > MAX_CONTENT) {
            throw new AgreementException(file + " is too large for what 'tally node agree' writes.");
        }
        try {
            return BorshReader.decodeAll(
                    Files.readAllBytes(file),
                    in -> new SignedFile(Bytes.of(in.bytes(MAX_CONTENT)), Signature.decode(in)));
        } catch (DecodeException e) {
            throw new AgreementException(file + " is not what 'tally node agree' writes: " + e.getMessage() + ".");
        }
    }

    void write(Path file) throws IOException {
        Files.write(
                file,
                new BorshWriter().bytes(content.toByteArray()).fixed(signature).toByteArray());
    }

    <T> T decoded(Function<BorshReader, T> decoder) {
        try {
            return BorshReader.decodeAll(content.toByteArray(), decoder);
        } catch (DecodeException e) {
            throw new AgreementException("A file holds something else than this step needs: " + e.getMessage()
                    + ". Each step takes the files that the one before wrote.");
        }
    }

    boolean isSignedBy(PublicKey key, Verifier verifier) {
        return verifier.verify(key, digest(content), signature);
    }
}
