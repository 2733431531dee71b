package org.tallystick.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** The blocks above the newest final one whose bodies are here, and how they stand on each other. */
final class HeldBlocks {

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

    static final class Node {
        final Block block;
        final int size;
        Standing standing = Standing.HELD;
        boolean own;

        private Node(Block block) {
            this.block = block;
            this.size = block.size();
        }

        boolean isWaiting() {
            return standing == Standing.HELD && !own;
        }

        Hash hash() {
            return block.hash();
        }

        Hash parent() {
            return block.header().parentHash();
        }

        View view() {
            return block.header().view();
        }
    }

    private final Map<Hash, Node> nodes = new LinkedHashMap<>();

    @Nullable
    Node get(Hash hash) {
        return nodes.get(hash);
    }

    boolean contains(Hash hash) {
        return nodes.containsKey(hash);
    }

    /** The node of a block, which is a new one unless the block was here. */
    Node add(Block block) {
        return nodes.computeIfAbsent(block.hash(), hash -> new Node(block));
    }

    void removeIf(Predicate<Node> condition) {
        nodes.values().removeIf(condition);
    }

    List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>(1);
        for (Node node : nodes.values()) {
            if (node.parent().equals(parent.hash())) {
                children.add(node);
            }
        }
        return children;
    }

    /** A block and those of its ancestors that are here, from the top down. */
    Stream<Node> down(Hash top) {
        return Stream.iterate(nodes.get(top), node -> node != null, node -> nodes.get(node.parent()));
    }

    /** A block and its ancestors down to the child of {@code root}; empty if one is not here, or not as {@code condition} says. */
    List<Block> path(Hash root, Hash top, Predicate<Node> condition) {
        Deque<Block> path = new ArrayDeque<>();
        Hash at = top;
        while (!at.equals(root)) {
            Node node = nodes.get(at);
            if (node == null || !condition.test(node)) {
                return List.of();
            }
            path.addFirst(node.block);
            at = node.parent();
        }
        return List.copyOf(path);
    }

    /** Takes the highest block out that waits for its parent, if all that wait are together larger than {@code bytes}. */
    Optional<Node> removeHighestWaiting(long bytes) {
        long size = 0;
        for (Node node : nodes.values()) {
            size += node.isWaiting() ? node.size : 0;
        }
        if (size <= bytes) {
            return Optional.empty();
        }
        Optional<Node> highest =
                nodes.values().stream().filter(Node::isWaiting).max(Comparator.comparing(node -> node.block.height()));
        highest.ifPresent(node -> nodes.remove(node.hash()));
        return highest;
    }
}
