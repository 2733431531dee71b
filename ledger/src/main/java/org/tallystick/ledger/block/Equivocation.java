package org.tallystick.ledger.block;

import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.value.View;

/**
 * Proof that an authority signed two ballots of one view of which an honest one signs one at most: two of a kind that differ,
 * or one that skips the view and one that makes a block final. Anyone who knows the authorities can check it.
 *
 * @param signer the authority's index
 */
public record Equivocation(int signer, Signed first, Signed second) implements Encodable {

    /** A ballot and the authority's signature of it. */
    public record Signed(Ballot ballot, Signature signature) implements Encodable {
        private static Signed decode(BorshReader in) {
            return new Signed(Ballot.decode(in), Signature.decode(in));
        }

        @Override
        public void encode(BorshWriter out) {
            ballot.encode(out);
            out.fixed(signature);
        }
    }

    /** @throws DecodeException if an honest authority may sign both */
    public Equivocation {
        if (!excludeEachOther(first.ballot, second.ballot)) {
            throw new DecodeException("the two ballots don't exclude each other");
        }
    }

    private static boolean excludeEachOther(Ballot one, Ballot other) {
        if (!one.epoch().equals(other.epoch()) || !one.view().equals(other.view())) {
            return false;
        }
        return one.kind() == other.kind()
                ? !one.equals(other)
                : one.kind() != Ballot.Kind.NOTARIZE && other.kind() != Ballot.Kind.NOTARIZE;
    }

    /** The view in which it happened. */
    public View view() {
        return first.ballot.view();
    }

    public static Equivocation decode(BorshReader in) {
        return new Equivocation(in.u16(), Signed.decode(in), Signed.decode(in));
    }

    /** Whether one of {@code authorities} signed both on the network of {@code genesisHash}. */
    public boolean verifies(AuthoritySet authorities, Hash genesisHash, Verifier verifier) {
        return signer < authorities.size()
                && isSigned(first, authorities, genesisHash, verifier)
                && isSigned(second, authorities, genesisHash, verifier);
    }

    private boolean isSigned(Signed one, AuthoritySet authorities, Hash genesisHash, Verifier verifier) {
        return verifier.verify(authorities.get(signer).publicKey(), one.ballot().digest(genesisHash), one.signature());
    }

    @Override
    public void encode(BorshWriter out) {
        out.u16(signer);
        first.encode(out);
        second.encode(out);
    }
}
