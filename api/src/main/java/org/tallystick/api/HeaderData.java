package org.tallystick.api;

import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/** Everything a block's hash covers; see {@link BlockHeader}. */
public record HeaderData(
        int version,
        Epoch epoch,
        Height height,
        View view,
        Hash parentHash,
        long timeMs,
        int proposer,
        long transactionCount,
        long recordCount,
        Hash transactionsRoot,
        Hash receiptsRoot,
        Hash stateRoot,
        Hash authoritiesHash) {

    public static HeaderData of(BlockHeader header) {
        return new HeaderData(
                BlockHeader.VERSION,
                header.epoch(),
                header.height(),
                header.view(),
                header.parentHash(),
                header.timeMs(),
                header.proposer(),
                header.transactionCount(),
                header.recordCount(),
                header.transactionsRoot(),
                header.receiptsRoot(),
                header.stateRoot(),
                header.authoritiesHash());
    }

    /** The header itself; a {@link DecodeException} if it is of a version unknown here. */
    public BlockHeader toHeader() {
        if (version != BlockHeader.VERSION) {
            throw new DecodeException("unknown block version " + version);
        }
        return new BlockHeader(
                epoch,
                height,
                view,
                parentHash,
                timeMs,
                proposer,
                transactionCount,
                recordCount,
                transactionsRoot,
                receiptsRoot,
                stateRoot,
                authoritiesHash);
    }
}
