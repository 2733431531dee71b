package org.tallystick.consensus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;

/**
 * The newest blocks that are final. A block becomes final here in the moment in which a peer that was not given it asks for
 * it; if it leads the next view, it can't build before it is answered.
 */
final class FinalBodies {
    /** Whoever lacks more fetches ranges. */
    static final int MAX_BLOCKS = 64;

    /** In bytes; the newest stays, whatever its size. */
    static final int MAX_SIZE = 2 * Block.MAX_SIZE;

    private record Body(Block block, int size) {}

    private final Map<Hash, Body> bodies = new HashMap<>();
    private final Deque<Hash> order = new ArrayDeque<>();
    private long size;

    void add(Block block) {
        Body body = new Body(block, block.size());
        if (bodies.putIfAbsent(block.hash(), body) == null) {
            order.addLast(block.hash());
            size += body.size;
        }
        while (order.size() > MAX_BLOCKS || (size > MAX_SIZE && order.size() > 1)) {
            Body oldest = bodies.remove(order.removeFirst());
            size -= oldest == null ? 0 : oldest.size;
        }
    }

    Optional<Block> block(Hash hash) {
        return Optional.ofNullable(bodies.get(hash)).map(Body::block);
    }
}
