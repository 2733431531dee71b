package org.tallystick.ledger.merkle;

import java.util.Map;
import java.util.SortedMap;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

/** The definition of the root of a state tree, word for word, over a map. */
final class NaiveStateTree {
    private NaiveStateTree() {}

    static Hash root(SortedMap<Hash, Hash> content) {
        return subtree(content, 0);
    }

    private static Hash subtree(SortedMap<Hash, Hash> content, int depth) {
        if (content.isEmpty()) {
            return Hash.ZERO;
        }
        if (content.size() == 1) {
            Map.Entry<Hash, Hash> leaf = content.firstEntry();
            return HashTag.STATE_LEAF.hash(
                    leaf.getKey().toByteArray(), leaf.getValue().toByteArray());
        }
        Hash middle = withBit(content.firstKey(), depth);
        Hash left = subtree(content.headMap(middle), depth + 1);
        Hash right = subtree(content.tailMap(middle), depth + 1);
        return HashTag.STATE_NODE.hash(left.toByteArray(), right.toByteArray());
    }

    /** The least path that has the first {@code depth} bits of {@code path} and then a one. */
    private static Hash withBit(Hash path, int depth) {
        byte[] bytes = new byte[Hash.SIZE];
        for (int bit = 0; bit < depth; bit++) {
            bytes[bit / 8] |= (byte) (path.byteAt(bit / 8) & (0x80 >>> (bit % 8)));
        }
        bytes[depth / 8] |= (byte) (0x80 >>> (depth % 8));
        return Hash.of(bytes);
    }
}
