package org.tallystick.consensus;

import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.value.View;

/**
 * The conditions on which safety rests (specification §4), each in one place. Not final, so that tests can break them one
 * by one and see the simulator notice.
 */
class Rules {

    /** How many equal votes make a certificate: any two such groups share an honest authority. */
    int quorum(AuthoritySet authorities) {
        return authorities.quorum();
    }

    /** Rule 2: at most one notarization vote a view, and none after nullifying it. */
    boolean mayNotarize(OwnVotes own) {
        return !own.notarized() && !own.nullified();
    }

    /** Rule 4: once is enough, and not after finalizing. */
    boolean mayNullify(OwnVotes own) {
        return !own.nullified() && !own.finalized();
    }

    /** Rule 3: not after nullifying, nor for a leader who was seen to propose two blocks. */
    boolean mayFinalize(OwnVotes own, boolean leaderEquivocated) {
        return !own.finalized() && !own.nullified() && !leaderEquivocated;
    }

    /** Rule 2: the parent is notarized, and every view that the proposal skips is nullified. */
    boolean isJustified(Rounds rounds, Parent parent, View view) {
        return rounds.leadsTo(parent, view);
    }
}
