package org.tallystick.api;

import java.util.List;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.value.View;

/**
 * The authorities in the order in which they lead.
 *
 * @param hash what block headers commit to
 * @param view the view this node is in
 * @param leader index of that view's leader
 * @param quorum how many make a block final
 */
public record AuthoritiesData(Hash hash, View view, int leader, int quorum, List<Member> members) {
    public AuthoritiesData {
        members = List.copyOf(members);
    }

    /**
     * @param address where peers dial it, {@code host:port}
     * @param account address of the account that its fees go to
     * @param connected whether this node is connected to it (to itself always)
     * @param lastVoteView newest view of which this node saw a vote of it; 0 when none
     * @param missedTurns its turns as leader in a row that were skipped
     * @param misbehaviour how often this node saw it do what no honest one does, since this node's start, by kind; nothing
     *     proves that to others
     * @param evidence proofs, as far as this node has them, that it signed votes that exclude each other; 16 at most, by
     *     view
     */
    public record Member(
            int index,
            String name,
            PublicKey publicKey,
            String address,
            String account,
            boolean connected,
            View lastVoteView,
            long missedTurns,
            List<Misbehaviour> misbehaviour,
            List<EquivocationData> evidence) {
        public Member {
            misbehaviour = List.copyOf(misbehaviour);
            evidence = List.copyOf(evidence);
        }
    }

    /** @param kind such as {@code invalid_certificate} */
    public record Misbehaviour(String kind, long count) {}
}
