package org.tallystick.consensus;

import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.block.Equivocation.Signed;

/** Proof that someone broke the rules. All signatures in it have been verified. */
public sealed interface Evidence {

    /**
     * One authority signed two ballots of one view of which the rules allow one: two of a kind, or a nullification and a
     * finalization.
     */
    record DoubleVote(Message.Vote first, Message.Vote second) implements Evidence {

        /** The proof by itself, for those who take no part in consensus. */
        public Equivocation equivocation() {
            return new Equivocation(first.signer(), signed(first), signed(second));
        }

        private static Signed signed(Message.Vote vote) {
            return new Signed(vote.ballot(), vote.seal().signature());
        }
    }

    /** Two quorums contradict each other: more than {@code f} authorities lie. The host should stop and call for people. */
    record ConflictingCertificates(Certificate first, Certificate second) implements Evidence {}

    /**
     * A quorum made a block final that this node's own execution refuses: more than {@code f} authorities lie, or the
     * software differs. The machine goes no further than the block before it; the host should stop and call for people.
     */
    record RefusedFinality(Certificate finalization) implements Evidence {}
}
