package org.tallystick.consensus.simulation;

import java.nio.ByteBuffer;
import java.util.List;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/**
 * Blocks without transactions, whose content is a salt. The state root is a hash chain over the salts, so a block is right
 * on one parent only.
 */
public final class SimulatedExecution {
    public static final Hash GENESIS_HASH = Sha256.of(new byte[] {'g'});
    private static final Hash NO_TRANSACTIONS = MerkleTree.root(List.of());

    private SimulatedExecution() {}

    /** What sets a block apart from another on the same parent. */
    public record Slot(View view, int proposer, long timeMs, long salt) {}

    /** The block that everything stands on. */
    public static Block genesis(Hash authorities) {
        BlockHeader header = new BlockHeader(
                Epoch.ZERO,
                Height.ZERO,
                View.ZERO,
                Hash.ZERO,
                0,
                0,
                0,
                0,
                NO_TRANSACTIONS,
                Hash.ZERO,
                Hash.ZERO,
                authorities);
        return Block.of(GENESIS_HASH, header, List.of());
    }

    /** A right block. */
    public static Block build(Block parent, Slot slot) {
        Hash content = Sha256.of(ByteBuffer.allocate(8).putLong(slot.salt()).array());
        BlockHeader before = parent.header();
        BlockHeader header = new BlockHeader(
                Epoch.ZERO,
                before.height().next(),
                slot.view(),
                parent.hash(),
                Math.max(before.timeMs() + 1, slot.timeMs()),
                slot.proposer(),
                0,
                0,
                NO_TRANSACTIONS,
                content,
                after(before.stateRoot(), content),
                before.authoritiesHash());
        return Block.of(GENESIS_HASH, header, List.of());
    }

    /** What may be wrong with a block. */
    public enum Flaw {
        STATE_ROOT,
        RECEIPTS_ROOT,
        TIME,
        HEIGHT,
        AUTHORITIES
    }

    /** The same block, but for one thing that no execution gives. */
    public static Block corrupt(Block block, Flaw flaw) {
        BlockHeader h = block.header();
        Hash junk = after(h.stateRoot(), h.receiptsRoot());
        BlockHeader wrong = new BlockHeader(
                h.epoch(),
                flaw == Flaw.HEIGHT ? h.height().next() : h.height(),
                h.view(),
                h.parentHash(),
                flaw == Flaw.TIME ? 0 : h.timeMs(),
                h.proposer(),
                h.transactionCount(),
                h.recordCount(),
                h.transactionsRoot(),
                flaw == Flaw.RECEIPTS_ROOT ? junk : h.receiptsRoot(),
                flaw == Flaw.STATE_ROOT ? junk : h.stateRoot(),
                flaw == Flaw.AUTHORITIES ? junk : h.authoritiesHash());
        return Block.of(GENESIS_HASH, wrong, List.of());
    }

    /** Whether {@code block} is what executing it on {@code parent} gives. */
    public static boolean isRight(Block parent, Block block) {
        BlockHeader before = parent.header();
        BlockHeader header = block.header();
        return header.parentHash().equals(parent.hash())
                && header.height().equals(before.height().next())
                && header.timeMs() > before.timeMs()
                && header.view().isAfter(before.view())
                && header.authoritiesHash().equals(before.authoritiesHash())
                && header.stateRoot().equals(after(before.stateRoot(), header.receiptsRoot()));
    }

    private static Hash after(Hash stateRoot, Hash content) {
        return Sha256.of(stateRoot.toByteArray(), content.toByteArray());
    }
}
