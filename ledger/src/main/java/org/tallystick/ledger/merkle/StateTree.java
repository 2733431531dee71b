package org.tallystick.ledger.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;

/**
 * A sparse Merkle tree over paths of 256 bits, whose root depends on its content alone.
 *
 * <p><b>Hashes.</b> An empty subtree is {@link Hash#ZERO}. A subtree with exactly one leaf is that leaf's hash,
 * {@code STATE_LEAF(path ‖ valueHash)}, wherever it hangs. Any other is {@code STATE_NODE(left ‖ right)}, the halves told
 * apart by the next bit of the path, high bits first. Names in capitals are tags of
 * {@link org.tallystick.ledger.crypto.HashTag}.
 *
 * <p><b>Pages.</b> The tree is kept in pages of sixteen slots, one for each next nibble below the page's prefix. In Borsh
 * a page is {@code [Slot; 16]} with {@code enum Slot { Empty, Leaf { path: [u8; 32], valueHash: [u8; 32] }, Inner { hash:
 * [u8; 32] } }}: per slot one byte 0, 1 or 2, and 0, 64 or 32 bytes. A slot is {@code Inner} exactly when two leaves or
 * more hang below it, and then there is a page at the prefix extended by the slot's nibble. There are no other pages but
 * the root's, which is there as soon as there is one leaf. So the pages, too, depend on the content alone.
 *
 * <p>Pages are trusted to be what an update left: one that cannot be is a
 * {@link org.tallystick.ledger.codec.DecodeException}, a missing one an {@link IllegalStateException}.
 */
public final class StateTree {

    private StateTree() {}

    /**
     * The tree after some changes.
     *
     * @param root the new root
     * @param pages the pages that differ, by prefix (see {@link TreePages}); empty where a page is gone
     */
    public record Update(Hash root, Map<Bytes, Optional<Bytes>> pages) {
        public Update {
            pages = Map.copyOf(pages);
        }
    }

    /**
     * Works out {@code changes} (from path to value hash, empty to delete) without writing anything. Costs in proportion to
     * the pages on the ways to the changed leaves. Deleting what is not there changes nothing.
     */
    public static Update update(TreePages pages, Map<Hash, Optional<Hash>> changes) {
        return new StateTreeUpdate(pages, changes).run();
    }

    /** The root of the tree in {@code pages}. */
    public static Hash root(TreePages pages) {
        return new PageHashes(page(pages, Nibbles.NONE)).hash(PageHashes.WHOLE);
    }

    /** The proof of what is, or is not, at {@code path}. */
    public static StatePath prove(TreePages pages, Hash path) {
        List<Hash> siblings = new ArrayList<>();
        Nibbles prefix = Nibbles.NONE;
        while (true) {
            Page page = page(pages, prefix);
            PageHashes hashes = new PageHashes(page);
            int node = PageHashes.WHOLE;
            while (node < Page.SLOTS && !hashes.isLone(node)) {
                int next = 2 * node + StatePath.bit(path, siblings.size());
                siblings.add(hashes.hash(next ^ 1));
                node = next;
            }
            if (hashes.isLone(node)) {
                return new StatePath(siblings, page.loneLeafBelow(node));
            }
            prefix = prefix.then(node - Page.SLOTS);
        }
    }

    /** The page at {@code prefix}; for the root, an empty one if there is none yet. */
    static Page page(TreePages pages, Nibbles prefix) {
        Optional<Bytes> encoded = pages.page(prefix.toBytes());
        if (encoded.isPresent()) {
            return Page.decode(prefix, encoded.get());
        }
        if (prefix.length() > 0) {
            throw new IllegalStateException("the state tree has no page at " + prefix.toBytes());
        }
        return new Page();
    }
}
