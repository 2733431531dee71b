package org.tallystick.consensus;

import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.value.View;

/**
 * This node's place among the authorities.
 *
 * @param silentThrough no votes in views up to this one: it is not known what was said in them
 */
record Seat(Committee committee, int index, Signer signer, View silentThrough) {

    boolean speaksIn(View view) {
        return view.isAfter(silentThrough);
    }

    boolean leads(View view) {
        return committee.leader(view) == index;
    }

    Vote sign(Ballot ballot) {
        return new Vote(ballot, new Seal(index, signer.sign(ballot.digest(committee.genesisHash()))));
    }
}
