package org.tallystick.ledger.merkle;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;

/**
 * One run of {@link StateTree#update}: the changes sorted by path, so that those below a page are a range, and each page
 * on the way is read, changed and hashed once. Used once.
 */
final class StateTreeUpdate {
    private final TreePages pages;
    private final Change[] changes;
    private final Map<Bytes, Optional<Bytes>> changedPages;

    private record Change(Hash path, Optional<Hash> valueHash) {}

    StateTreeUpdate(TreePages pages, Map<Hash, Optional<Hash>> changes) {
        this.pages = pages;
        this.changes = changes.entrySet().stream()
                .map(change -> new Change(change.getKey(), change.getValue()))
                .sorted(Comparator.comparing(Change::path))
                .toArray(Change[]::new);
        this.changedPages = HashMap.newHashMap(4 * this.changes.length);
    }

    StateTree.Update run() {
        Page root = StateTree.page(pages, Nibbles.NONE);
        change(root, Nibbles.NONE, 0, changes.length);
        if (root.changed()) {
            Bytes key = Nibbles.NONE.toBytes();
            changedPages.put(key, root.isEmpty() ? Optional.empty() : Optional.of(root.encoded()));
        }
        return new StateTree.Update(new PageHashes(root).hash(PageHashes.WHOLE), changedPages);
    }

    /** Applies the changes {@code from} to {@code to}, all of which lie below {@code prefix}, to the page there. */
    private void change(Page page, Nibbles prefix, int from, int to) {
        int depth = prefix.length();
        int start = from;
        while (start < to) {
            int slot = Nibbles.of(changes[start].path(), depth);
            int end = start + 1;
            while (end < to && Nibbles.of(changes[end].path(), depth) == slot) {
                end++;
            }
            changeSlot(page, slot, prefix, start, end);
            start = end;
        }
    }

    private void changeSlot(Page page, int slot, Nibbles prefix, int from, int to) {
        boolean stored = page.kind(slot) == Page.INNER;
        if (!stored && to - from == 1 && isFreeFor(page, slot, changes[from])) {
            changes[from]
                    .valueHash()
                    .ifPresentOrElse(
                            value -> page.putLeaf(slot, new StateLeaf(changes[from].path(), value)),
                            () -> page.putEmpty(slot));
            return;
        }
        Nibbles below = prefix.then(slot);
        Page child = stored ? StateTree.page(pages, below) : pageGrownFrom(page, slot, below);
        change(child, below, from, to);
        if (!child.isLone()) {
            keep(page, slot, below, child);
        } else {
            drop(page, slot, below, child, stored);
        }
    }

    private static boolean isFreeFor(Page page, int slot, Change change) {
        return page.kind(slot) == Page.EMPTY || page.leaf(slot).path().equals(change.path());
    }

    private static Page pageGrownFrom(Page page, int slot, Nibbles below) {
        Page grown = new Page();
        if (page.kind(slot) == Page.LEAF) {
            StateLeaf leaf = page.leaf(slot);
            grown.putLeaf(Nibbles.of(leaf.path(), below.length()), leaf);
        }
        return grown;
    }

    private void keep(Page page, int slot, Nibbles below, Page child) {
        if (child.changed()) {
            changedPages.put(below.toBytes(), Optional.of(child.encoded()));
            page.putInner(slot, new PageHashes(child).hash(PageHashes.WHOLE));
        }
    }

    /** Gives what is left of a page with fewer than two leaves to its parent's slot. */
    private void drop(Page page, int slot, Nibbles below, Page child, boolean stored) {
        if (stored) {
            changedPages.put(below.toBytes(), Optional.empty());
        }
        child.loneLeafBelow(PageHashes.WHOLE)
                .ifPresentOrElse(leaf -> page.putLeaf(slot, leaf), () -> page.putEmpty(slot));
    }
}
