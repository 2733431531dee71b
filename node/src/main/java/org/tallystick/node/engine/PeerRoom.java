package org.tallystick.node.engine;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;

/**
 * How many bytes of each peer's messages may wait for the engine. A number of messages alone bounds nothing: some are votes,
 * others hold the largest block. Thread-safe.
 */
final class PeerRoom {
    /** Two of the largest blocks. */
    static final int BYTES = 2 * Block.MAX_SIZE;

    /** What even a small message takes in memory. */
    private static final int LEAST = 1_024;

    private static final int SEAL = 128;

    private final List<Semaphore> rooms;

    PeerRoom(int peers) {
        rooms = IntStream.range(0, peers).mapToObj(each -> new Semaphore(BYTES)).toList();
    }

    /** Takes room, to be given back by {@link #leave}; false where the peer has too much waiting already. */
    boolean tryEnter(int peer, int size) {
        return rooms.get(peer).tryAcquire(Math.min(size, BYTES));
    }

    void leave(int peer, int size) {
        rooms.get(peer).release(Math.min(size, BYTES));
    }

    /** About what {@code message} takes in memory. */
    static int sizeOf(Message message) {
        return switch (message) {
            case Message.Vote _ -> LEAST;
            case Message.Certified(Certificate certificate) -> sizeOf(Stream.of(certificate));
            case Message.Proposal proposal -> sizeOf(proposal.block()) + sizeOf(proposal.justification().stream());
        };
    }

    static int sizeOf(Block block) {
        return LEAST + block.size();
    }

    private static int sizeOf(Stream<Certificate> certificates) {
        return certificates.mapToInt(each -> LEAST + SEAL * each.seals().size()).sum();
    }
}
