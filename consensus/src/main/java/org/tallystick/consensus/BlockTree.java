package org.tallystick.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.consensus.HeldBlocks.Node;
import org.tallystick.consensus.HeldBlocks.Standing;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/**
 * The blocks above the newest final one, and how far each has come: fetched when it is missing, executed once its parent
 * is. Only what was asked for moves.
 */
final class BlockTree {
    /** So far above the root, it is likely that peers have final blocks which this node has not. */
    static final long FAR = 64;

    /** A block with transactions more than so far above the newest final one is not voted for (specification §8). */
    static final long MAX_FULL = 32;

    /** Of bodies that wait for their parents. Those lowest down stay, as they are executed first. */
    static final long MAX_WAITING_SIZE = 64L * 1_024 * 1_024;

    /**
     * Why a block is wanted.
     *
     * @param view its own or a descendant's: once a later view is final, so is this block or it never will be
     * @param kept whether it stays until then, because a quorum or this node voted for it
     */
    private record Want(View view, boolean kept) {}

    private final Outbox out;
    private final BodyRequests requests;
    private final FinalBodies finals = new FinalBodies();
    private final HeldBlocks nodes = new HeldBlocks();
    private final Map<Hash, Want> wanted = new LinkedHashMap<>();
    private FinalTip root;

    BlockTree(FinalTip root, Outbox out) {
        this.root = root;
        this.out = out;
        this.requests = new BodyRequests(out);
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

    /**
     * A block and some of its ancestors that are not final either, from the top down: whoever lacks one may lack them all. Or a
     * block alone that has become final of late.
     */
    List<Block> withAncestors(Hash hash) {
        if (!nodes.contains(hash)) {
            return finals.block(hash).stream().toList();
        }
        List<Block> chain = new ArrayList<>();
        int room = BodyRequests.MAX_ANCESTORS_SIZE;
        for (Node node : (Iterable<Node>) nodes.down(hash)::iterator) {
            if (!chain.isEmpty()) {
                room -= node.size;
                if (room < 0 || chain.size() > BodyRequests.MAX_ANCESTORS) {
                    break;
                }
            }
            chain.add(node.block);
        }
        return chain;
    }

    /** Whether this block was asked for and is not here yet. */
    boolean lacks(Hash hash) {
        return wanted.containsKey(hash) && !nodes.contains(hash);
    }

    /**
     * Takes a block whose body has been checked against its header. One that is not above the root is let go: it may still come,
     * as the ancestor of one that was asked for before the root moved, and there is nothing to decide about it any more.
     */
    void hold(Block block) {
        boolean room = requests.answered(block.hash(), block.header().parentHash(), block.size());
        if (isAboveRoot(block)) {
            nodes.add(block);
            Want want = wanted.get(block.hash());
            if (want != null) {
                pursue(block.hash(), want);
            }
            makeRoom();
        } else {
            wanted.remove(block.hash());
        }
        if (room) {
            pursueAll();
        }
    }

    private boolean isAboveRoot(Block block) {
        return block.header().view().isAfter(root.view());
    }

    /** Takes a block from the vote log, which this node may be the only one to have. */
    void holdOwn(Block block) {
        if (isAboveRoot(block)) {
            nodes.add(block).own = true;
        }
    }

    /** Takes a block that the host built itself. */
    void holdBuilt(Block block) {
        Node node = nodes.add(block);
        node.standing = Standing.VALID;
        node.own = true;
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
                requests.ask(hash);
                return;
            }
            if (node.standing == Standing.HELD) {
                advance(node);
            }
            hash = node.parent();
            fresh = !isWanted(hash, want)
                    && (node.standing == Standing.HELD || (want.kept() && node.standing != Standing.INVALID));
        }
    }

    /** Has a block executed or refused if it can be told already. */
    private void advance(Node node) {
        switch (standing(node.parent())) {
            case VALID, UNTIMELY -> execute(node);
            case INVALID -> refuse(node);
            case MISSING -> {
                if (isOffRoot(node)) {
                    refuse(node);
                } else if (node.block.height().value() > root.height().value() + FAR) {
                    // The way down is fetched all the same: nothing of it need be final.
                    out.catchUp(node.view());
                }
            }
            case HELD, VERIFYING -> {}
        }
    }

    /** Lets go of the highest bodies while too many wait; each is asked for again when its parent has been executed. */
    private void makeRoom() {
        Optional<Node> highest = nodes.removeHighestWaiting(MAX_WAITING_SIZE);
        while (highest.isPresent()) {
            Node removed = highest.get();
            requests.postpone(removed.hash(), removed.parent(), removed.view());
            highest = nodes.removeHighestWaiting(MAX_WAITING_SIZE);
        }
    }

    private void takeUpAfter(Hash parent) {
        requests.isExecuted(parent).filter(wanted::containsKey).ifPresent(requests::ask);
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
        for (Node child : nodes.children(node)) {
            Want want = wanted.get(child.block.hash());
            if (want != null) {
                pursue(child.block.hash(), want);
            }
        }
        takeUpAfter(node.block.hash());
    }

    /** Refuses a block and all that stands on it. */
    private void refuse(Node refused) {
        Deque<Node> open = new ArrayDeque<>(List.of(refused));
        while (!open.isEmpty()) {
            Node node = open.pop();
            node.standing = Standing.INVALID;
            open.addAll(nodes.children(node));
        }
    }

    /** A block at or just above the root's height that does not stand on it contradicts what is final. */
    private boolean isOffRoot(Node node) {
        return node.block.height().value() <= root.height().value() + 1
                && !node.parent().equals(root.hash());
    }

    /** Whether a block brings transactions though too many blocks are open already. */
    boolean overloads(Block block) {
        return !block.transactions().isEmpty()
                && block.height().value() > root.height().value() + MAX_FULL;
    }

    /** The executed blocks from the root's child up to {@code hash}; empty when they don't lead to the root. */
    List<Block> pathTo(Hash hash) {
        return nodes.path(root.hash(), hash, node -> isExecuted(node.hash()));
    }

    /** A later block is final: forgets all views up to its own. */
    void moveRoot(FinalTip tip) {
        keepFinals(tip.hash());
        root = tip;
        nodes.removeIf(node -> !node.view().isAfter(tip.view()));
        wanted.values().removeIf(want -> !want.view().isAfter(tip.view()));
        requests.retain(wanted.keySet(), tip.view());
        takeUpAfter(tip.hash());
        pursueAll();
    }

    private void keepFinals(Hash newest) {
        List<Block> path = nodes.down(newest).map(node -> node.block).toList();
        path.reversed().forEach(finals::add);
    }

    /** Forgets the blocks of views before {@code view} that neither a quorum nor this node voted for. */
    void dropUnless(View view) {
        nodes.removeIf(node -> node.view().isBefore(view) && !isKept(node.hash()));
        wanted.values().removeIf(want -> want.view().isBefore(view) && !want.kept());
        requests.retain(wanted.keySet(), root.view());
    }

    private boolean isKept(Hash hash) {
        Want want = wanted.get(hash);
        return want != null && want.kept();
    }

    /** Asks again for what is missing; what nobody gave goes to the end, lest it keep others from being asked for. */
    void askAgain() {
        for (Hash hash : requests.giveUp()) {
            Want want = wanted.remove(hash);
            if (want != null) {
                wanted.put(hash, want);
            }
        }
        pursueAll();
    }

    private void pursueAll() {
        for (Map.Entry<Hash, Want> each : List.copyOf(wanted.entrySet())) {
            pursue(each.getKey(), each.getValue());
        }
    }
}
