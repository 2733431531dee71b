package org.tallystick.node.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;

/**
 * Executed blocks that are not yet on disk, as a tree of state changes over the last stored block.
 *
 * <p>A reader stacks the changes of a block and its unstored ancestors over the store's newest state. The store may move on
 * below a reader: it then holds the same values that the stack holds, so what is read stays the same. Once the store is past
 * the reader's block it is not: whoever executes a block on it asks afterwards whether the block was overtaken. Confined to
 * one thread, except for the readers it hands out.
 */
final class BlockTree {
    private final Map<Hash, Executed> executed = new HashMap<>();
    private final StateReader stored;
    private Hash storedHash;
    private BlockHeader storedHeader;
    private Height finalHeight;

    /** A tree with nothing but the newest stored block at its root. */
    BlockTree(StateReader stored, Hash storedHash, BlockHeader storedHeader) {
        this.stored = stored;
        this.storedHash = storedHash;
        this.storedHeader = storedHeader;
        this.finalHeight = storedHeader.height();
    }

    void add(Executed block) {
        executed.put(block.block().hash(), block);
    }

    Optional<Executed> get(Hash hash) {
        return Optional.ofNullable(executed.get(hash));
    }

    /** Whether a block can be executed on {@code hash}. */
    boolean holds(Hash hash) {
        return hash.equals(storedHash) || executed.containsKey(hash);
    }

    /** The header of a block that this {@linkplain #holds holds}. */
    BlockHeader header(Hash hash) {
        return hash.equals(storedHash) ? storedHeader : held(hash).block().header();
    }

    /** A block that this {@linkplain #holds holds}, with the state after it. */
    Parent parent(Hash hash) {
        StateReader state = stored;
        for (Executed each : unstoredPath(hash).reversed()) {
            state = each.diff().over(state);
        }
        return new Parent(header(hash), hash, state);
    }

    /** Ids of the transactions in {@code hash} and its unstored ancestors. */
    Set<Hash> unstoredTransactions(Hash hash) {
        Set<Hash> ids = new HashSet<>();
        for (Executed each : unstoredPath(hash)) {
            for (Transaction transaction : each.block().transactions()) {
                ids.add(transaction.id());
            }
        }
        return ids;
    }

    /** Height of the newest stored block. */
    Height storedHeight() {
        return storedHeader.height();
    }

    /** How many blocks up to {@code hash}, which this {@linkplain #holds holds}, are not final. */
    long open(Hash hash) {
        return Math.max(0, header(hash).height().value() - finalHeight.value());
    }

    /** Notes that a block is final; false if that was known. Blocks become final in ascending order of height. */
    boolean markFinal(Block block) {
        if (!block.height().isAfter(finalHeight)) {
            return false;
        }
        if (!block.height().equals(finalHeight.next())) {
            throw new IllegalStateException(block + " is final, but the newest final block is at " + finalHeight);
        }
        finalHeight = block.height();
        return true;
    }

    /** Makes a block that is on disk now the root, and forgets whatever does not stand above it. */
    void stored(Hash hash, BlockHeader header) {
        storedHash = hash;
        storedHeader = header;
        Height height = header.height();
        executed.values().removeIf(each -> !each.block().height().isAfter(height));
    }

    private List<Executed> unstoredPath(Hash from) {
        List<Executed> path = new ArrayList<>();
        Hash hash = from;
        while (!hash.equals(storedHash)) {
            Executed block = executed.get(hash);
            if (block == null) {
                // The rest of the way is on disk already: the tree was told so after this block was built upon.
                break;
            }
            path.add(block);
            hash = block.block().header().parentHash();
        }
        return path;
    }

    private Executed held(Hash hash) {
        Executed block = executed.get(hash);
        if (block == null) {
            throw new IllegalStateException("not executed here: " + hash);
        }
        return block;
    }
}
