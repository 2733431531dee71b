package org.tallystick.consensus;

import java.util.List;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.value.View;

/** What authorities tell each other (specification §2). Borsh: a {@code u8} tag, then the record's fields in order. */
public sealed interface Message extends Encodable {
    /** Most certificates that a proposal carries; a gap that needs more is explained by catching up. */
    int MAX_JUSTIFICATION = 256;

    /** Largest encoding in bytes: the largest block and a full justification by the largest set of authorities. */
    int MAX_SIZE = Block.MAX_SIZE + 1_024 + MAX_JUSTIFICATION * (64 + AuthoritySet.MAX_SIZE * 66);

    /** The view that this is about. */
    View view();

    /**
     * The leader's block, and at once its vote to notarize it.
     *
     * @param parentView the view of the block's parent
     * @param signature the leader's, of the ballot that notarizes the block: the block's hash covers view and parent, so
     *     two proposals in one view are two votes in one view, and nothing else needs to be signed
     * @param justification the parent's notarization or finalization (none for genesis), then the nullification of each
     *     view between parent and block, in ascending order of view
     */
    record Proposal(View parentView, Block block, Signature signature, List<Certificate> justification)
            implements Message {
        private static final int LEAST_CERTIFICATE = 1 + 8 + 8 + Hash.SIZE + 4;

        public Proposal {
            justification = List.copyOf(justification);
        }

        @Override
        public View view() {
            return block.header().view();
        }

        /** The leader's vote that this is. */
        public Vote vote(Committee committee) {
            Ballot ballot = Ballot.notarize(committee.epoch(), view(), block.hash());
            return new Vote(ballot, new Seal(committee.leader(view()), signature));
        }

        private static Proposal decode(BorshReader in, Hash genesisHash) {
            return new Proposal(
                    View.decode(in),
                    Block.decode(in, genesisHash),
                    Signature.decode(in),
                    in.list(MAX_JUSTIFICATION, LEAST_CERTIFICATE, Certificate::decode));
        }

        @Override
        public void encode(BorshWriter out) {
            out.u8(0);
            parentView.encode(out);
            block.encode(out);
            out.fixed(signature).list(justification);
        }
    }

    /** One authority's vote. */
    record Vote(Ballot ballot, Seal seal) implements Message {
        @Override
        public View view() {
            return ballot.view();
        }

        /** Index of the voter. */
        public int signer() {
            return seal.signer();
        }

        static Vote decode(BorshReader in) {
            return new Vote(Ballot.decode(in), Seal.decode(in));
        }

        void encodeFields(BorshWriter out) {
            ballot.encode(out);
            seal.encode(out);
        }

        @Override
        public void encode(BorshWriter out) {
            out.u8(1);
            encodeFields(out);
        }
    }

    /** A quorum's votes. */
    record Certified(Certificate certificate) implements Message {
        @Override
        public View view() {
            return certificate.ballot().view();
        }

        @Override
        public void encode(BorshWriter out) {
            out.u8(2);
            certificate.encode(out);
        }
    }

    /**
     * Reads one message of the network of {@code genesisHash}.
     *
     * @throws DecodeException if the encoder could not have written it
     */
    static Message decode(BorshReader in, Hash genesisHash) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> Proposal.decode(in, genesisHash);
            case 1 -> Vote.decode(in);
            case 2 -> new Certified(Certificate.decode(in));
            default -> throw new DecodeException("unknown consensus message " + tag);
        };
    }
}
