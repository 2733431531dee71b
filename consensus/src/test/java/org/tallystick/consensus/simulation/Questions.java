package org.tallystick.consensus.simulation;

import java.util.List;
import java.util.OptionalInt;
import org.tallystick.consensus.Event;
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Simplex;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;

/** What a node asks one of its peers, over links that lose questions and answers alike. */
final class Questions {
    private final SimulatedNode asker;

    Questions(SimulatedNode asker) {
        this.asker = asker;
    }

    void fetch(Hash hash) {
        SimulatedNode peer = anyPeer();
        ask(
                peer,
                () -> peer.machine()
                        .flatMap(running -> running.block(hash))
                        .or(() -> peer.disk().block(hash))
                        .ifPresent(block -> answer(peer, () -> asker.offer(new Event.BlockFetched(block)))));
    }

    /** For final blocks after the asker's last, and for the way from there to the peer's view. */
    void catchUp() {
        SimulatedNode peer = anyPeer();
        long height = asker.finalHeight();
        ask(peer, () -> {
            List<Block> blocks = peer.disk().blocksAbove(height);
            FinalTip tip = peer.disk().tip();
            List<Message> explanation = peer.machine().map(Simplex::explanation).orElse(List.of());
            answer(peer, () -> {
                take(blocks, tip);
                explanation.forEach(message -> asker.receive(OptionalInt.empty(), message));
            });
        });
    }

    private void take(List<Block> blocks, FinalTip tip) {
        boolean isDown = asker.machine().isEmpty();
        if (isDown || blocks.isEmpty() || blocks.getFirst().height().value() > asker.finalHeight() + 1) {
            return;
        }
        SimulatedDisk disk = asker.disk();
        disk.store(blocks, tip.finalization().orElseThrow());
        disk.syncLedger();
        asker.blockWork().executed(disk.newest());
        asker.offer(new Event.FinalizedElsewhere(disk.tip()));
    }

    private SimulatedNode anyPeer() {
        return asker.peers().get(asker.random().nextInt(asker.peers().size()));
    }

    private void ask(SimulatedNode peer, Runnable question) {
        asker.world().network().send(asker.id(), peer.id(), () -> {
            if (peer.machine().isPresent()) {
                question.run();
            }
        });
    }

    private void answer(SimulatedNode peer, Runnable arrival) {
        asker.world().network().send(peer.id(), asker.id(), arrival);
    }
}
