package org.tallystick.ledger.merkle;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;

/**
 * One page of the state tree while it is being worked on: sixteen slots, each empty, a leaf, or the hash of a subtree
 * that has a page of its own. Flat arrays, since an update of the tree goes through thousands of them. See
 * {@link StateTree} for the encoding. Not thread-safe.
 */
final class Page {
    static final int SLOTS = 16;

    static final int EMPTY = 0;
    static final int LEAF = 1;
    static final int INNER = 2;

    /** Path and value hash of a leaf side by side, as its hash covers them. */
    static final int LEAF_SIZE = 2 * Hash.SIZE;

    private final byte[] kinds = new byte[SLOTS];
    private final byte[] contents = new byte[SLOTS * LEAF_SIZE];
    private boolean changed;

    /**
     * Decodes the page at {@code prefix}.
     *
     * @throws DecodeException if it is not one that an update of the tree would have left there
     */
    static Page decode(Nibbles prefix, Bytes encoded) {
        BorshReader in = encoded.reader();
        Page page = new Page();
        for (int slot = 0; slot < SLOTS; slot++) {
            page.decodeSlot(prefix, slot, in);
        }
        in.requireEnd();
        boolean isRoot = prefix.length() == 0;
        if (isRoot ? page.isEmpty() : page.isLone()) {
            throw new DecodeException("a page that should have been dropped");
        }
        return page;
    }

    private void decodeSlot(Nibbles prefix, int slot, BorshReader in) {
        int kind = in.u8();
        switch (kind) {
            case EMPTY -> {}
            case LEAF -> {
                in.fixedInto(contents, slot * LEAF_SIZE, LEAF_SIZE);
                if (!prefix.then(slot).leadTo(contents, slot * LEAF_SIZE)) {
                    throw new DecodeException("a leaf in a slot that its path does not lead to");
                }
            }
            case INNER -> in.fixedInto(contents, slot * LEAF_SIZE, Hash.SIZE);
            default -> throw new DecodeException("unknown kind of slot " + kind);
        }
        kinds[slot] = (byte) kind;
    }

    Bytes encoded() {
        BorshWriter out = new BorshWriter(SLOTS * (1 + LEAF_SIZE));
        for (int slot = 0; slot < SLOTS; slot++) {
            out.u8(kinds[slot]).fixed(contents, slot * LEAF_SIZE, contentSize(kinds[slot]));
        }
        return Bytes.of(out.toByteArray());
    }

    private static int contentSize(int kind) {
        return kind == LEAF ? LEAF_SIZE : kind == INNER ? Hash.SIZE : 0;
    }

    /** {@link #EMPTY}, {@link #LEAF} or {@link #INNER}. */
    int kind(int slot) {
        return kinds[slot];
    }

    /** The leaf in {@code slot}. */
    StateLeaf leaf(int slot) {
        int at = slot * LEAF_SIZE;
        return new StateLeaf(hashAt(at), hashAt(at + Hash.SIZE));
    }

    /** What a hash of the slot is made of: 64 bytes of a leaf, or 32 of a hash, from {@link #offset} on. Read only. */
    byte[] contents() {
        return contents;
    }

    static int offset(int slot) {
        return slot * LEAF_SIZE;
    }

    void putEmpty(int slot) {
        put(slot, EMPTY, new byte[LEAF_SIZE]);
    }

    void putLeaf(int slot, StateLeaf leaf) {
        byte[] content = new byte[LEAF_SIZE];
        leaf.path().copyTo(content, 0);
        leaf.valueHash().copyTo(content, Hash.SIZE);
        put(slot, LEAF, content);
    }

    void putInner(int slot, Hash hash) {
        byte[] content = new byte[LEAF_SIZE];
        hash.copyTo(content, 0);
        put(slot, INNER, content);
    }

    private void put(int slot, int kind, byte[] content) {
        int at = slot * LEAF_SIZE;
        if (kinds[slot] != kind || !Arrays.equals(content, 0, LEAF_SIZE, contents, at, at + LEAF_SIZE)) {
            kinds[slot] = (byte) kind;
            System.arraycopy(content, 0, contents, at, LEAF_SIZE);
            changed = true;
        }
    }

    /** Whether anything is different from what was decoded, or from nothing for a new page. */
    boolean changed() {
        return changed;
    }

    boolean isEmpty() {
        return leavesUpToTwo() == 0;
    }

    /** Whether there are fewer than two leaves below, so that the page has no place of its own. */
    boolean isLone() {
        return leavesUpToTwo() < 2;
    }

    /** The leaf below {@code node} (numbered as in {@link PageHashes}), where there is at most one. */
    Optional<StateLeaf> loneLeafBelow(int node) {
        int first = node;
        int count = 1;
        while (first < SLOTS) {
            first *= 2;
            count *= 2;
        }
        for (int slot = first - SLOTS; slot < first - SLOTS + count; slot++) {
            if (kinds[slot] == LEAF) {
                return Optional.of(leaf(slot));
            }
        }
        return Optional.empty();
    }

    private int leavesUpToTwo() {
        int leaves = 0;
        for (byte kind : kinds) {
            leaves += kind; // an inner slot stands for two leaves or more
        }
        return Math.min(2, leaves);
    }

    private Hash hashAt(int offset) {
        return Hash.of(Arrays.copyOfRange(contents, offset, offset + Hash.SIZE));
    }
}
