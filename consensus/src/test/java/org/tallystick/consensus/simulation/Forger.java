package org.tallystick.consensus.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** Shows certificates that nobody signed: too few signers, its own signature under others' names, another epoch or network. */
final class Forger extends Liar {
    Forger(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void receive(OptionalInt from, Message message) {
        news(message).ifPresent(this::answer);
        super.receive(from, message);
    }

    private void answer(Message.Proposal proposal) {
        Hash hash = proposal.block().hash();
        View view = proposal.view();
        Ballot ballot = random().nextBoolean() ? finalization(view, hash) : nullification(view);
        show(ballot, List.of(seal(ballot)));
        show(ballot, sameSignature(ballot));
        show(ballot, otherBallot(ballot, Ballot.nullify(Epoch.of(1), view)));
        show(ballot, otherBallot(ballot, notarization(view, hash)));
    }

    private void show(Ballot ballot, List<Seal> seals) {
        tellAll(new Message.Certified(new Certificate(ballot, seals)));
    }

    private List<Seal> sameSignature(Ballot ballot) {
        return seals(signer -> sign(ballot));
    }

    /** Real signatures of everyone, if only they were for this ballot. */
    private List<Seal> otherBallot(Ballot shown, Ballot signed) {
        return seals(signer -> SimulatedKeys.signer(signer)
                .sign(signed.digest(
                        signed.equals(shown) ? Hash.ZERO : world().committee().genesisHash())));
    }

    private List<Seal> seals(java.util.function.IntFunction<org.tallystick.ledger.crypto.Signature> signatures) {
        List<Seal> seals = new ArrayList<>();
        for (int i = 0; i < world().committee().size(); i++) {
            seals.add(new Seal(i, signatures.apply(i)));
        }
        return seals;
    }
}
