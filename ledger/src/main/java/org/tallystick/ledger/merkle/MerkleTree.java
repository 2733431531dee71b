package org.tallystick.ledger.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;

/**
 * The Merkle tree of a list (RFC 6962, section 2.1): a leaf is {@code SHA-256(0x00 ‖ content)}, a node is
 * {@code SHA-256(0x01 ‖ left ‖ right)}, the left subtree is the largest perfect one that leaves something to the right,
 * and no leaf is ever doubled.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleTree() {}

    /** The root; of no leaves, the SHA-256 of nothing. */
    public static Hash root(List<byte[]> leaves) {
        List<Hash> level = leafHashes(leaves);
        while (level.size() > 1) {
            level = parents(level);
        }
        return level.isEmpty() ? Sha256.of() : level.getFirst();
    }

    /** The root of a list whose leaves are the encodings. */
    public static Hash rootOf(List<? extends Encodable> values) {
        return root(encodings(values));
    }

    /** The proof that the encoding at {@code index} is in that list; see {@link #path}. */
    public static MerklePath pathOf(List<? extends Encodable> values, int index) {
        return path(encodings(values), index);
    }

    private static List<byte[]> encodings(List<? extends Encodable> values) {
        List<byte[]> encodings = new ArrayList<>(values.size());
        for (Encodable value : values) {
            encodings.add(value.encoded());
        }
        return encodings;
    }

    /**
     * The proof that the leaf at {@code index} is in the list.
     *
     * @throws IndexOutOfBoundsException unless there is such a leaf
     */
    public static MerklePath path(List<byte[]> leaves, int index) {
        List<Hash> level = leafHashes(leaves);
        List<Hash> siblings = new ArrayList<>();
        int at = Objects.checkIndex(index, leaves.size());
        while (level.size() > 1) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                siblings.add(level.get(sibling));
            }
            level = parents(level);
            at /= 2;
        }
        return new MerklePath(index, leaves.size(), siblings);
    }

    static Hash leaf(byte[] content) {
        return Sha256.of(LEAF, content);
    }

    static Hash node(Hash left, Hash right) {
        return Sha256.of(NODE, left.toByteArray(), right.toByteArray());
    }

    private static List<Hash> leafHashes(List<byte[]> leaves) {
        List<Hash> hashes = new ArrayList<>(leaves.size());
        for (byte[] leaf : leaves) {
            hashes.add(leaf(leaf));
        }
        return hashes;
    }

    /** One level up. An odd one out moves up as it is, which gives just the shape that the RFC defines from the top. */
    private static List<Hash> parents(List<Hash> level) {
        List<Hash> parents = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            parents.add(node(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            parents.add(level.getLast());
        }
        return parents;
    }
}
