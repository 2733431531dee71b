package org.tallystick.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** A quorum of votes that made a block final; see {@link Certificate}. */
public record CertificateData(Kind kind, Epoch epoch, View view, Hash blockHash, List<SealData> seals) {

    public CertificateData {
        seals = List.copyOf(seals);
    }

    /** What the votes say. */
    public enum Kind {
        @JsonProperty("notarize")
        NOTARIZE,
        @JsonProperty("nullify")
        NULLIFY,
        @JsonProperty("finalize")
        FINALIZE;

        static Kind of(Ballot.Kind kind) {
            return switch (kind) {
                case NOTARIZE -> NOTARIZE;
                case NULLIFY -> NULLIFY;
                case FINALIZE -> FINALIZE;
            };
        }

        Ballot.Kind toBallotKind() {
            return switch (this) {
                case NOTARIZE -> Ballot.Kind.NOTARIZE;
                case NULLIFY -> Ballot.Kind.NULLIFY;
                case FINALIZE -> Ballot.Kind.FINALIZE;
            };
        }
    }

    /** @param signer index of the authority */
    public record SealData(int signer, Signature signature) {}

    public static CertificateData of(Certificate certificate) {
        Ballot ballot = certificate.ballot();
        List<SealData> seals = certificate.seals().stream()
                .map(seal -> new SealData(seal.signer(), seal.signature()))
                .toList();
        return new CertificateData(Kind.of(ballot.kind()), ballot.epoch(), ballot.view(), ballot.blockHash(), seals);
    }

    /** The certificate itself; a {@link org.tallystick.ledger.codec.DecodeException} if it is not well-formed. */
    public Certificate toCertificate() {
        List<Certificate.Seal> ledgerSeals = seals.stream()
                .map(seal -> new Certificate.Seal(seal.signer(), seal.signature()))
                .toList();
        return new Certificate(new Ballot(kind.toBallotKind(), epoch, view, blockHash), ledgerSeals);
    }
}
