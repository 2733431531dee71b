package org.tallystick.ledger.merkle;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

/**
 * A proof of what the state tree holds at one path, or that it holds nothing there. Any values can be put together
 * here, as they come from strangers; what makes no sense proves nothing.
 *
 * @param siblings the hashes beside the way down, from the root's children on, as far as there are two leaves or more
 * @param end the leaf where the way ends, which may be another's; nothing if no leaf is there
 */
public record StatePath(List<Hash> siblings, Optional<StateLeaf> end) {
    private static final int MAX_DEPTH = Hash.SIZE * 8;

    public StatePath {
        siblings = List.copyOf(siblings);
    }

    /** Whether the tree with {@code root} holds {@code valueHash} at {@code path}. */
    public boolean provesValue(Hash root, Hash path, Hash valueHash) {
        return end.isPresent() && end.get().equals(new StateLeaf(path, valueHash)) && leadsTo(root, path);
    }

    /** Whether the tree with {@code root} holds nothing at {@code path}. */
    public boolean provesAbsence(Hash root, Hash path) {
        boolean isOthers = end.isEmpty() || !end.get().path().equals(path);
        return isOthers && leadsTo(root, path);
    }

    private boolean leadsTo(Hash root, Hash path) {
        if (siblings.size() > MAX_DEPTH) {
            return false;
        }
        Hash hash = end.map(StateLeaf::hash).orElse(Hash.ZERO);
        for (int depth = siblings.size() - 1; depth >= 0; depth--) {
            boolean isRight = bit(path, depth) == 1;
            if (end.isPresent() && bit(end.get().path(), depth) != bit(path, depth)) {
                return false; // the leaf hangs elsewhere
            }
            Hash sibling = siblings.get(depth);
            hash = isRight ? node(sibling, hash) : node(hash, sibling);
        }
        return hash.equals(root);
    }

    /** The bit of {@code path} that decides at {@code depth}, 0 to 255. */
    static int bit(Hash path, int depth) {
        return (path.byteAt(depth / 8) >>> (7 - depth % 8)) & 1;
    }

    private static Hash node(Hash left, Hash right) {
        return HashTag.STATE_NODE.hash(left.toByteArray(), right.toByteArray());
    }
}
