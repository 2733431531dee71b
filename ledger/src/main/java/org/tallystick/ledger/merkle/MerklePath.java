package org.tallystick.ledger.merkle;

import java.util.Iterator;
import java.util.List;
import org.tallystick.ledger.crypto.Hash;

/**
 * A proof that a leaf stands at one place of a list (an audit path of RFC 6962). Any values can be put together here, as
 * they come from strangers; what makes no sense proves nothing.
 *
 * <p>What is proven is that the leaf is in the list. A root does not commit to the number of leaves, so that for some
 * places another size fits the same siblings; whoever relies on the size must know it from elsewhere.
 *
 * @param index place of the leaf, from 0
 * @param size number of leaves in the list
 * @param siblings the hashes beside the way from the leaf up to the root
 */
public record MerklePath(long index, long size, List<Hash> siblings) {

    public MerklePath {
        siblings = List.copyOf(siblings);
    }

    /** Whether {@code leaf} stands at {@link #index} of the list of {@link #size} leaves that has {@code root}. */
    public boolean proves(Hash root, byte[] leaf) {
        return provesHash(root, MerkleTree.leaf(leaf));
    }

    /** The same for the hash of a leaf, by the algorithm of RFC 9162, section 2.1.3.2. */
    boolean provesHash(Hash root, Hash leafHash) {
        if (index < 0 || index >= size) {
            return false;
        }
        Iterator<Hash> rest = siblings.iterator();
        Hash hash = leafHash;
        long at = index;
        for (long last = size - 1; last > 0; last >>>= 1) {
            boolean isRight = (at & 1) == 1;
            boolean isOddOneOut = !isRight && at == last;
            if (!isOddOneOut) {
                if (!rest.hasNext()) {
                    return false;
                }
                Hash sibling = rest.next();
                hash = isRight ? MerkleTree.node(sibling, hash) : MerkleTree.node(hash, sibling);
            }
            at >>>= 1;
        }
        return !rest.hasNext() && hash.equals(root);
    }
}
