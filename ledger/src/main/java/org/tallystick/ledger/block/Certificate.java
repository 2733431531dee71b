package org.tallystick.ledger.block;

import java.util.List;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Verifier;

/**
 * A quorum of one kind of vote for one content: a notarization, nullification or finalization, by the ballot's kind.
 *
 * @param seals in strictly ascending order of signer
 */
public record Certificate(Ballot ballot, List<Seal> seals) implements Encodable {

    /** Bytes of one without seals. */
    public static final int MIN_SIZE = Ballot.SIZE + 4;

    /** One authority's signature of the ballot; {@code signer} is its index in the set. 66 bytes. */
    public record Seal(int signer, Signature signature) implements Encodable {
        static final int SIZE = 2 + Signature.SIZE;

        public static Seal decode(BorshReader in) {
            return new Seal(in.u16(), Signature.decode(in));
        }

        @Override
        public void encode(BorshWriter out) {
            out.u16(signer).fixed(signature);
        }
    }

    /** @throws DecodeException if the signers are not in strictly ascending order */
    public Certificate {
        seals = List.copyOf(seals);
        for (int i = 1; i < seals.size(); i++) {
            if (seals.get(i).signer() <= seals.get(i - 1).signer()) {
                throw new DecodeException("the signers of a certificate ascend");
            }
        }
    }

    /** Bytes of its encoding. */
    public int size() {
        return MIN_SIZE + Seal.SIZE * seals.size();
    }

    public static Certificate decode(BorshReader in) {
        return new Certificate(Ballot.decode(in), in.list(AuthoritySet.MAX_SIZE, Seal.SIZE, Seal::decode));
    }

    /** Whether it is of votes to make the block of this header and hash final; says nothing about the signatures. */
    public boolean finalizes(BlockHeader header, Hash hash) {
        return ballot.equals(Ballot.finalize(header.epoch(), header.view(), hash));
    }

    /** Whether a quorum of {@code authorities} signed the ballot on the network of {@code genesisHash}. */
    public boolean verifies(AuthoritySet authorities, Hash genesisHash, Verifier verifier) {
        if (seals.size() < authorities.quorum() || seals.getLast().signer() >= authorities.size()) {
            return false;
        }
        Hash digest = ballot.digest(genesisHash);
        for (Seal seal : seals) {
            if (!verifier.verify(authorities.get(seal.signer()).publicKey(), digest, seal.signature())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void encode(BorshWriter out) {
        ballot.encode(out);
        out.list(seals);
    }
}
