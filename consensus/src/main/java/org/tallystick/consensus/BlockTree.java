package org.tallystick.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/**
 * The blocks above the newest final one, and how far each has come: fetched when it is missing, executed once its parent
 * is. Only what was asked for moves.
 */
final class BlockTree {
    /** Blocks that are fetched one by one; a longer chain is for catching up. */
    static final long MAX_FETCHED_CHAIN = 64;

    /** How far a block has come. */
    enum Standing {
        /** Its hash is known, or not even that. */
        MISSING,
        /** Its body is here. */
        HELD,
        /** The host is executing it. */
        VERIFYING,
        /** Executed, right, and its parent too. */
        VALID,
        /** The same, but not to be voted for: its time is ahead. */
        UNTIMELY,
        /** It, or an ancestor, can't be. */
        INVALID
    }

    private static final class Node {
        private final Block block;
        private Standing standing = Standing.HELD;

        private Node(Block block) {
            this.block = block;
        }

        private Hash parent() {
            return block.header().parentHash();
        }

        private View view() {
            return block.header().view();
        }
    }

    /**
     * Why a block is wanted.
     *
     * @param view its own or a descendant's: once a later view is final, so is this block or it never will be
     * @param kept whether it stays until then, because a quorum or this node voted for it
     */
    private record Want(View view, boolean kept) {}

    private final Outbox out;
    private final Map<Hash, Node> nodes = new LinkedHashMap<>();
    private final Map<Hash, Want> wanted = new LinkedHashMap<>();
    private final Set<Hash> asked = new HashSet<>();
    private FinalTip root;

    BlockTree(FinalTip root, Outbox out) {
        this.root = root;
        this.out = out;
    }

    Standing standing(Hash hash) {
        if (hash.equals(root.hash())) {
            return Standing.VALID;
        }
        Node node = nodes.get(hash);
        return node == null ? Standing.MISSING : node.standing;
    }

    /** Whether the host has the state after this block. */
    boolean isExecuted(Hash hash) {
        return switch (standing(hash)) {
            case VALID, UNTIMELY -> true;
            case MISSING, HELD, VERIFYING, INVALID -> false;
        };
    }

    Optional<Block> block(Hash hash) {
        return Optional.ofNullable(nodes.get(hash)).map(node -> node.block);
    }

    /** Whether this block was asked for and is not here yet. */
    boolean lacks(Hash hash) {
        return wanted.containsKey(hash) && !nodes.containsKey(hash);
    }

    /** Takes a block whose body has been checked against its header. */
    void hold(Block block) {
        nodes.putIfAbsent(block.hash(), new Node(block));
        Want want = wanted.get(block.hash());
        if (want != null) {
            pursue(block.hash(), want);
        }
    }

    /** Takes a block that the host built itself. */
    void holdBuilt(Block block) {
        Node node = new Node(block);
        node.standing = Standing.VALID;
        nodes.put(block.hash(), node);
    }

    /** Wants a block executed because it may be voted for; dropped by {@link #dropUnless} if nothing comes of it. */
    void want(Hash hash, View view) {
        pursue(hash, new Want(view, false));
    }

    /** Wants a block executed that a quorum or this node voted for: it is kept until a later view is final. */
    void require(Hash hash, View view) {
        pursue(hash, new Want(view, true));
    }

    /**
     * Goes down from {@code start} to whatever keeps it from being executed, and asks for that; further down, if it is to be
     * kept, to what is kept already: a block whose ancestors were dropped could never become final. An ancestor that is wanted
     * has been gone down from before, and is gone on with when its own parent is executed.
     */
    private void pursue(Hash start, Want want) {
        Hash hash = start;
        boolean fresh = true;
        while (fresh && !hash.equals(root.hash())) {
            addWant(hash, want);
            Node node = nodes.get(hash);
            if (node == null) {
                fetch(hash);
                return;
            }
            if (node.standing == Standing.HELD && !advance(node)) {
                return;
            }
            hash = node.parent();
            fresh = !isWanted(hash, want)
                    && (node.standing == Standing.HELD || (want.kept() && node.standing != Standing.INVALID));
        }
    }

    /** Has a block executed or refused if it can be told already; false if it is so far up that only catching up leads there. */
    private boolean advance(Node node) {
        switch (standing(node.parent())) {
            case VALID, UNTIMELY -> execute(node);
            case INVALID -> refuse(node);
            case MISSING -> {
                if (isOffRoot(node)) {
                    refuse(node);
                } else if (isFarAboveRoot(node)) {
                    out.catchUp(node.view());
                    return false;
                }
            }
            case HELD, VERIFYING -> {}
        }
        return true;
    }

    private void fetch(Hash hash) {
        if (asked.add(hash)) {
            out.request(new Request.FetchBlock(hash));
        }
    }

    private void execute(Node node) {
        node.standing = Standing.VERIFYING;
        out.request(new Request.VerifyBlock(node.block));
    }

    private void addWant(Hash hash, Want want) {
        wanted.merge(hash, want, (old, now) -> old.kept() ? old : now);
    }

    private boolean isWanted(Hash hash, Want want) {
        Want old = wanted.get(hash);
        return old != null && (old.kept() || !want.kept());
    }

    /** Takes the host's word; the block, if it is still of interest. */
    Optional<Block> verified(Hash hash, Event.Verdict verdict) {
        Node node = nodes.get(hash);
        if (node == null || node.standing != Standing.VERIFYING) {
            return Optional.empty();
        }
        switch (verdict) {
            case VALID -> accept(node, Standing.VALID);
            case UNTIMELY -> accept(node, Standing.UNTIMELY);
            case INVALID -> refuse(node);
        }
        return Optional.of(node.block);
    }

    private void accept(Node node, Standing standing) {
        node.standing = standing;
        for (Node child : children(node)) {
            Want want = wanted.get(child.block.hash());
            if (want != null) {
                pursue(child.block.hash(), want);
            }
        }
    }

    /** Refuses a block and all that stands on it. */
    private void refuse(Node refused) {
        Deque<Node> open = new ArrayDeque<>(List.of(refused));
        while (!open.isEmpty()) {
            Node node = open.pop();
            node.standing = Standing.INVALID;
            open.addAll(children(node));
        }
    }

    private List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>(1);
        for (Node node : nodes.values()) {
            if (node.parent().equals(parent.block.hash())) {
                children.add(node);
            }
        }
        return children;
    }

    /** A block at or just above the root's height that does not stand on it contradicts what is final. */
    private boolean isOffRoot(Node node) {
        return node.block.height().value() <= root.height().value() + 1
                && !node.parent().equals(root.hash());
    }

    private boolean isFarAboveRoot(Node node) {
        return node.block.height().value() > root.height().value() + MAX_FETCHED_CHAIN;
    }

    /** The executed blocks from the root's child up to {@code hash}; empty when they don't lead to the root. */
    List<Block> pathTo(Hash hash) {
        Deque<Block> path = new ArrayDeque<>();
        Hash at = hash;
        while (!at.equals(root.hash())) {
            @Nullable Node node = nodes.get(at);
            if (node == null || !isExecuted(at)) {
                return List.of();
            }
            path.addFirst(node.block);
            at = node.parent();
        }
        return List.copyOf(path);
    }

    /** A later block is final: forgets all views up to its own. */
    void moveRoot(FinalTip tip) {
        root = tip;
        nodes.values().removeIf(node -> !node.view().isAfter(tip.view()));
        wanted.values().removeIf(want -> !want.view().isAfter(tip.view()));
        asked.retainAll(wanted.keySet());
        pursueAll();
    }

    /** Forgets the blocks of views before {@code view} that neither a quorum nor this node voted for. */
    void dropUnless(View view) {
        nodes.values().removeIf(node -> node.view().isBefore(view) && !isKept(node.block.hash()));
        wanted.values().removeIf(want -> want.view().isBefore(view) && !want.kept());
        asked.retainAll(wanted.keySet());
    }

    private boolean isKept(Hash hash) {
        Want want = wanted.get(hash);
        return want != null && want.kept();
    }

    /** Asks again for what is missing. */
    void askAgain() {
        asked.clear();
        pursueAll();
    }

    private void pursueAll() {
        for (Map.Entry<Hash, Want> each : List.copyOf(wanted.entrySet())) {
            pursue(each.getKey(), each.getValue());
        }
    }
}
