package org.tallystick.ledger.merkle;

import java.util.Arrays;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

/**
 * The hashes of the 31 subtrees in a page, numbered as in a heap: 1 is the whole page, the halves of {@code i} are
 * {@code 2i} and {@code 2i + 1}, and 16 to 31 are the slots. So two halves lie side by side, as the hash over them wants.
 */
final class PageHashes {
    static final int WHOLE = 1;

    private static final int NODES = 2 * Page.SLOTS;

    private final byte[] hashes = new byte[NODES * Hash.SIZE];
    /** Number of leaves below each node, where 2 means two or more. */
    private final byte[] leaves = new byte[NODES];

    PageHashes(Page page) {
        for (int slot = 0; slot < Page.SLOTS; slot++) {
            hashSlot(page, slot);
        }
        for (int node = Page.SLOTS - 1; node >= WHOLE; node--) {
            hashNode(node);
        }
    }

    private void hashSlot(Page page, int slot) {
        int node = Page.SLOTS + slot;
        int kind = page.kind(slot);
        leaves[node] = (byte) kind;
        if (kind == Page.LEAF) {
            HashTag.STATE_LEAF.hashInto(page.contents(), Page.offset(slot), Page.LEAF_SIZE, hashes, at(node));
        } else if (kind == Page.INNER) {
            System.arraycopy(page.contents(), Page.offset(slot), hashes, at(node), Hash.SIZE);
        }
    }

    private void hashNode(int node) {
        int left = 2 * node;
        int right = left + 1;
        leaves[node] = (byte) Math.min(2, leaves[left] + leaves[right]);
        if (leaves[node] == 1) {
            // A lone leaf counts as itself wherever it hangs, so that the depth at which it does leaves no trace.
            System.arraycopy(hashes, at(leaves[left] == 1 ? left : right), hashes, at(node), Hash.SIZE);
        } else if (leaves[node] == 2) {
            HashTag.STATE_NODE.hashInto(hashes, at(left), 2 * Hash.SIZE, hashes, at(node));
        }
    }

    /** The hash of the subtree at {@code node}, {@link Hash#ZERO} if it is empty. */
    Hash hash(int node) {
        return Hash.of(Arrays.copyOfRange(hashes, at(node), at(node) + Hash.SIZE));
    }

    /** Whether there are fewer than two leaves below {@code node}. */
    boolean isLone(int node) {
        return leaves[node] < 2;
    }

    private static int at(int node) {
        return node * Hash.SIZE;
    }
}
