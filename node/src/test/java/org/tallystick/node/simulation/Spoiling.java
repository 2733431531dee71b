package org.tallystick.node.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.IdempotencyKey;

/** A way in which a block can be wrong. */
enum Spoiling {
    EPOCH,
    HEIGHT,
    PARENT,
    TIME_BEHIND,
    TIME_AHEAD,
    PROPOSER,
    TRANSACTIONS_ROOT,
    RECEIPTS_ROOT,
    STATE_ROOT,
    AUTHORITIES,
    /** Its last transaction spends what the sender does not have. */
    OVERSPENDING,
    /** Its last transaction is there twice. */
    REPETITION;

    private static final Hash JUNK = Sha256.of(new byte[] {'?'});
    private static final long TOO_MUCH = 1_000_000_000;

    /** The block, made wrong; otherwise as right as can be. */
    Block spoil(Block block, Hash genesisHash) {
        BlockHeader h = block.header();
        List<Transaction> transactions = new ArrayList<>(block.transactions());
        if (this == OVERSPENDING || (this == REPETITION && transactions.isEmpty())) {
            transactions.add(overspending(h, genesisHash));
        } else if (this == REPETITION) {
            transactions.add(transactions.getLast());
        }
        BlockHeader wrong = new BlockHeader(
                this == EPOCH ? Epoch.of(1) : h.epoch(),
                this == HEIGHT ? h.height().next() : h.height(),
                h.view(),
                this == PARENT ? JUNK : h.parentHash(),
                timeMs(h),
                this == PROPOSER ? h.proposer() + 1 : h.proposer(),
                transactions.size(),
                h.recordCount(),
                this == TRANSACTIONS_ROOT ? JUNK : root(transactions),
                this == RECEIPTS_ROOT ? JUNK : h.receiptsRoot(),
                this == STATE_ROOT ? JUNK : h.stateRoot(),
                this == AUTHORITIES ? JUNK : h.authoritiesHash());
        return Block.of(genesisHash, wrong, transactions);
    }

    private static Hash root(List<Transaction> transactions) {
        return MerkleTree.root(transactions.stream()
                .map(each -> Bytes.encodingOf(each).toByteArray())
                .toList());
    }

    private long timeMs(BlockHeader header) {
        return switch (this) {
            case TIME_BEHIND -> World.START_MS;
            case TIME_AHEAD -> header.timeMs() + Duration.ofDays(1).toMillis();
            default -> header.timeMs();
        };
    }

    private static Transaction overspending(BlockHeader header, Hash genesisHash) {
        TransactionBody body = new TransactionBody(
                NetworkTag.of(genesisHash),
                World.address(0),
                IdempotencyKey.of(ByteBuffer.allocate(IdempotencyKey.SIZE)
                        .putLong(header.view().value())
                        .putLong(-1)
                        .array()),
                header.timeMs() + 1_000,
                Amount.ofBaseUnits(1),
                "",
                List.of(new Transfer(World.address(1), Amount.ofBaseUnits(TOO_MUCH))));
        return Transaction.sign(genesisHash, body, World.user(0));
    }
}
