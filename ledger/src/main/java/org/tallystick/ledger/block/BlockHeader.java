package org.tallystick.ledger.block;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/**
 * All that a block commits to. Its hash is the block's.
 *
 * @param timeMs milliseconds since 1970 UTC by the proposer's clock; strictly above the parent's
 * @param proposer index of the proposing authority in its set
 * @param transactionCount how many transactions the block holds, each with its receipt
 * @param recordCount how many records it leaves beside the receipts
 * @param transactionsRoot RFC 6962 root over the encoded transactions, signatures included
 * @param receiptsRoot RFC 6962 root over the encoded receipts, one per transaction, and the records after them
 * @param stateRoot root of the state tree after this block
 * @param authoritiesHash hash of the authority set whose certificate makes this block final
 */
public record BlockHeader(
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
        Hash authoritiesHash)
        implements Encodable {
    /** The one version there is; encoded first, as a {@code u8}. */
    public static final int VERSION = 1;

    /** Encoded size in bytes. */
    public static final int SIZE = 1 + 4 * 8 + 2 + 2 * 4 + 5 * Hash.SIZE;

    public static BlockHeader decode(BorshReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw new DecodeException("unknown block version " + version);
        }
        return new BlockHeader(
                Epoch.decode(in),
                Height.decode(in),
                View.decode(in),
                Hash.decode(in),
                in.u64(),
                in.u16(),
                in.u32(),
                in.u32(),
                Hash.decode(in),
                Hash.decode(in),
                Hash.decode(in),
                Hash.decode(in));
    }

    /** The block's hash on the network of {@code genesisHash}. */
    public Hash hash(Hash genesisHash) {
        return HashTag.BLOCK.hash(genesisHash, this);
    }

    @Override
    public void encode(BorshWriter out) {
        out.u8(VERSION);
        epoch.encode(out);
        height.encode(out);
        view.encode(out);
        out.fixed(parentHash)
                .u64(timeMs)
                .u16(proposer)
                .u32(transactionCount)
                .u32(recordCount)
                .fixed(transactionsRoot)
                .fixed(receiptsRoot)
                .fixed(stateRoot)
                .fixed(authoritiesHash);
    }
}
