package org.tallystick.api;

import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** Two votes of one authority of which an honest one gives one at most; see {@link Equivocation}. */
public record EquivocationData(int signer, Epoch epoch, View view, VoteData first, VoteData second) {

    /** @param blockHash all zero exactly for a vote to skip the view */
    public record VoteData(CertificateData.Kind kind, Hash blockHash, Signature signature) {
        private static VoteData of(Equivocation.Signed signed) {
            Ballot ballot = signed.ballot();
            return new VoteData(CertificateData.Kind.of(ballot.kind()), ballot.blockHash(), signed.signature());
        }

        private Equivocation.Signed toSigned(Epoch epoch, View view) {
            return new Equivocation.Signed(new Ballot(kind.toBallotKind(), epoch, view, blockHash), signature);
        }
    }

    public static EquivocationData of(Equivocation proof) {
        Ballot ballot = proof.first().ballot();
        return new EquivocationData(
                proof.signer(), ballot.epoch(), ballot.view(), VoteData.of(proof.first()), VoteData.of(proof.second()));
    }

    /** The proof itself; a {@link org.tallystick.ledger.codec.DecodeException} if it proves nothing. */
    public Equivocation toEquivocation() {
        return new Equivocation(signer, first.toSigned(epoch, view), second.toSigned(epoch, view));
    }
}
