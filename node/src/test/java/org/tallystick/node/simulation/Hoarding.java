package org.tallystick.node.simulation;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;

/**
 * Gives the body of a block of its own to as many as make a quorum with it, and to nobody ever after. Keeps to itself that they
 * are a quorum, and says in every view that it should be skipped, so that nobody knows of the block any more who does not
 * remember it. Then shows the certificate: whatever is built from then on must stand on that block.
 */
final class Hoarding implements Lies {
    private static final Set<Withholding.Word> NEVER_SAID =
            EnumSet.of(Withholding.Word.FINALIZE, Withholding.Word.BODY, Withholding.Word.RANGE);

    private final Withholding otherwise;
    private final Committee committee;
    private final int index;
    private final Set<Given> given = new HashSet<>();
    private final Set<Given> votes = new HashSet<>();
    private BitSet voters = new BitSet();
    private Consumer<View> onSecret = any -> {};
    private Optional<View> secret = Optional.empty();
    private boolean shows;

    private record Given(int authority, View view) {}

    /** @param otherwise what else this liar does, and all it does until it begins */
    Hoarding(Withholding otherwise, Committee committee, int index) {
        this.otherwise = otherwise;
        this.committee = committee;
        this.index = index;
    }

    Withholding otherwise() {
        return otherwise;
    }

    /**
     * From now on.
     *
     * @param toBeUsed who is given bodies: with the liar itself, a quorum
     * @param told of the view of the first block that all of them voted for
     */
    void begin(BitSet toBeUsed, Consumer<View> told) {
        voters = toBeUsed;
        onSecret = told;
    }

    /** The certificate is no secret any longer. */
    void show() {
        shows = true;
    }

    private boolean hasBegun() {
        return !voters.isEmpty();
    }

    @Override
    public PeerMessage instead(PeerMessage honest) {
        return otherwise.instead(hasBegun() ? nullifying(honest) : honest);
    }

    private PeerMessage nullifying(PeerMessage honest) {
        if (!(honest instanceof PeerMessage.Consensus(Message.Vote vote))) {
            return honest;
        }
        Ballot ballot = Ballot.nullify(committee.epoch(), vote.view());
        Seal seal = new Seal(index, SimulatedKeys.signer(index).sign(ballot.digest(committee.genesisHash())));
        return new PeerMessage.Consensus(new Message.Vote(ballot, seal));
    }

    /** Votes for no later block, so that its node knows of none that is certified after the secret one. */
    @Override
    public boolean isDeafTo(PeerMessage message) {
        return otherwise.isDeafTo(message)
                || (secret.isPresent() && Withholding.Word.of(message) == Withholding.Word.PROPOSAL);
    }

    @Override
    public void votedFor(int voter, View view) {
        votes.add(new Given(voter, view));
        if (secret.isEmpty() && hasBegun() && voters.stream().allMatch(each -> isUsed(new Given(each, view)))) {
            secret = Optional.of(view);
            onSecret.accept(view);
        }
    }

    private boolean isUsed(Given voter) {
        return given.contains(voter) && votes.contains(voter);
    }

    @Override
    public long delayMicros(int receiver, PeerMessage told) {
        return hasBegun() && isHoarded(receiver, told) ? NEVER : otherwise.delayMicros(receiver, told);
    }

    private boolean isHoarded(int receiver, PeerMessage told) {
        return switch (told) {
            case PeerMessage.Consensus(Message.Proposal proposal) ->
                secret.isPresent() || !voters.get(receiver) || !given.add(new Given(receiver, proposal.view()));
            case PeerMessage.Consensus(Message.Certified(var shown))
            when shown.ballot().kind() == Ballot.Kind.NOTARIZE -> !shows;
            default -> NEVER_SAID.contains(Withholding.Word.of(told));
        };
    }
}
