package org.tallystick.ledger.block;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/**
 * What a vote says, and what a quorum of equal votes certifies.
 *
 * @param blockHash the block voted for; {@link Hash#ZERO} exactly when the kind is {@link Kind#NULLIFY}
 */
public record Ballot(Kind kind, Epoch epoch, View view, Hash blockHash) implements Encodable {
    static final int SIZE = 1 + 8 + 8 + Hash.SIZE;

    /** The three things an authority can say about a view. */
    public enum Kind {
        /** I executed this block on its parent and its roots are right. */
        NOTARIZE,
        /** This view should be skipped. */
        NULLIFY,
        /** I saw the notarization and did not nullify this view. */
        FINALIZE;

        private int tag() {
            return switch (this) {
                case NOTARIZE -> 0;
                case NULLIFY -> 1;
                case FINALIZE -> 2;
            };
        }

        private static Kind ofTag(int tag) {
            return switch (tag) {
                case 0 -> NOTARIZE;
                case 1 -> NULLIFY;
                case 2 -> FINALIZE;
                default -> throw new DecodeException("unknown kind of vote " + tag);
            };
        }
    }

    public Ballot {
        if ((kind == Kind.NULLIFY) != blockHash.equals(Hash.ZERO)) {
            throw new DecodeException("a nullify ballot, and only that, names no block");
        }
    }

    public static Ballot notarize(Epoch epoch, View view, Hash blockHash) {
        return new Ballot(Kind.NOTARIZE, epoch, view, blockHash);
    }

    public static Ballot nullify(Epoch epoch, View view) {
        return new Ballot(Kind.NULLIFY, epoch, view, Hash.ZERO);
    }

    public static Ballot finalize(Epoch epoch, View view, Hash blockHash) {
        return new Ballot(Kind.FINALIZE, epoch, view, blockHash);
    }

    public static Ballot decode(BorshReader in) {
        return new Ballot(Kind.ofTag(in.u8()), Epoch.decode(in), View.decode(in), Hash.decode(in));
    }

    /** What an authority signs. */
    public Hash digest(Hash genesisHash) {
        return HashTag.VOTE.hash(genesisHash, this);
    }

    @Override
    public void encode(BorshWriter out) {
        out.u8(kind.tag());
        epoch.encode(out);
        view.encode(out);
        out.fixed(blockHash);
    }
}
