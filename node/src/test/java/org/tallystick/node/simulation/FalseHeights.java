package org.tallystick.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerMessage.Blocks;
import org.tallystick.node.net.PeerMessage.FetchedBlock;
import org.tallystick.node.net.PeerMessage.NoBlocks;
import org.tallystick.node.net.PeerMessage.StatusUpdate;

/** Claims to be far ahead, and answers those who ask with blocks or certificates of its own making, or not at all. */
final class FalseHeights implements Lies {
    private static final int FARTHEST = 1_000;

    private final Committee committee;
    private final int index;
    private final SplittableRandom random;

    FalseHeights(Committee committee, int index, SplittableRandom random) {
        this.committee = committee;
        this.index = index;
        this.random = random;
    }

    @Override
    public PeerMessage instead(PeerMessage honest) {
        return switch (honest) {
            case StatusUpdate status -> claim(status);
            case NoBlocks nothing -> claim(new StatusUpdate(nothing.from(), View.ZERO));
            case Blocks range -> random.nextBoolean() ? ofWrongBlocks(range) : ofNobodysVotes(range);
            case FetchedBlock(Block block) -> new FetchedBlock(spoilt(block));
            default -> honest;
        };
    }

    private StatusUpdate claim(StatusUpdate status) {
        return new StatusUpdate(Height.of(status.finalHeight().value() + 1 + random.nextInt(FARTHEST)), status.view());
    }

    /** The certificate is right, the newest block is another. */
    private Blocks ofWrongBlocks(Blocks range) {
        List<Block> blocks = new ArrayList<>(range.blocks());
        blocks.add(spoilt(blocks.removeLast()));
        return new Blocks(blocks, range.links(), range.finalization());
    }

    /** Wrong blocks, too, and a certificate that says they are right: its own signature under every name. */
    private Blocks ofNobodysVotes(Blocks range) {
        Blocks wrong = ofWrongBlocks(range);
        Block last = wrong.blocks().getLast();
        Ballot ballot = Ballot.finalize(committee.epoch(), last.header().view(), last.hash());
        Signature signature = SimulatedKeys.signer(index).sign(ballot.digest(committee.genesisHash()));
        List<Seal> seals = new ArrayList<>();
        for (int signer = 0; signer < committee.size(); signer++) {
            seals.add(new Seal(signer, signature));
        }
        return new Blocks(wrong.blocks(), List.of(), new Certificate(ballot, seals));
    }

    private Block spoilt(Block block) {
        return Spoiling.STATE_ROOT.spoil(block, committee.genesisHash());
    }
}
