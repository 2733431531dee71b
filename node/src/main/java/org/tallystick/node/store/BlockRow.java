package org.tallystick.node.store;

import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;

/** A block without its transactions and its certificate, which have columns of their own. */
record BlockRow(Hash hash, BlockHeader header, int transactionCount, int sizeBytes) implements Encodable {

    static BlockRow of(Block block) {
        return new BlockRow(block.hash(), block.header(), block.transactions().size(), block.size());
    }

    static BlockRow decode(BorshReader in) {
        return new BlockRow(
                Hash.decode(in), BlockHeader.decode(in), count(in, Block.MAX_TRANSACTIONS), count(in, Block.MAX_SIZE));
    }

    /** Not believed beyond what a block can have: lists are made of this size. */
    private static int count(BorshReader in, int max) {
        long count = in.u32();
        if (count > max) {
            throw new DecodeException("a block with " + count + " of what it can have " + max);
        }
        return (int) count;
    }

    StoredBlock with(Optional<Certificate> finalization) {
        return new StoredBlock(hash, header, transactionCount, sizeBytes, finalization);
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(hash);
        header.encode(out);
        out.u32(transactionCount).u32(sizeBytes);
    }
}
