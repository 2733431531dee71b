package org.tallystick.node.recovery;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.value.View;

/**
 * An authority's votes to skip the views of an agreement; they are in its own log before this leaves.
 *
 * @param signatures of the ballots from the view after {@code base} to {@code last}
 */
record Consent(
        Hash agreement,
        int authority,
        View base,
        View last,
        Optional<Certificate> notarization,
        List<Signature> signatures)
        implements Encodable {
    private static final int MAX_SIGNATURES = 8_192;

    Consent {
        signatures = List.copyOf(signatures);
    }

    static Consent decode(BorshReader in) {
        return new Consent(
                Hash.decode(in),
                in.u16(),
                View.decode(in),
                View.decode(in),
                in.list(1, Certificate.MIN_SIZE, Certificate::decode).stream().findFirst(),
                in.list(MAX_SIGNATURES, Signature.SIZE, Signature::decode));
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(agreement).u16(authority);
        base.encode(out);
        last.encode(out);
        out.list(notarization.stream().toList()).u32(signatures.size());
        signatures.forEach(out::fixed);
    }
}
