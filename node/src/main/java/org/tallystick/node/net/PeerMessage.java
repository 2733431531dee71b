package org.tallystick.node.net;

import java.util.List;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/** What authorities tell each other. The constructors refuse what may not be sent, with a {@link DecodeException}. */
public sealed interface PeerMessage extends Encodable {

    /** The kind of this message, which precedes it on the wire. */
    Kind kind();

    /** A message of the consensus protocol, which this package passes on as it is. */
    record Consensus(Message message) implements PeerMessage {
        @Override
        public Kind kind() {
            return Kind.CONSENSUS;
        }

        @Override
        public void encode(BorshWriter out) {
            message.encode(out);
        }
    }

    /** Transactions for the mempool, 1 to {@value #MAX_COUNT}, together at most {@value #MAX_BYTES} bytes. */
    record Transactions(List<Transaction> transactions) implements PeerMessage {
        public static final int MAX_COUNT = 1_000;
        public static final int MAX_BYTES = 1024 * 1024;

        /** Below the size of any transaction, to judge a count before space is made for it. */
        private static final int MIN_SIZE = 64;

        public Transactions {
            transactions = List.copyOf(transactions);
            require(
                    !transactions.isEmpty() && transactions.size() <= MAX_COUNT,
                    "a batch has 1 to " + MAX_COUNT + " transactions");
            long bytes = 0;
            for (Transaction transaction : transactions) {
                bytes += transaction.size();
            }
            require(bytes <= MAX_BYTES, "a batch of transactions is at most " + MAX_BYTES + " bytes");
        }

        @Override
        public Kind kind() {
            return Kind.TRANSACTIONS;
        }

        public static Transactions decode(BorshReader in, Hash genesisHash) {
            return new Transactions(in.list(MAX_COUNT, MIN_SIZE, each -> Transaction.decode(each, genesisHash)));
        }

        @Override
        public void encode(BorshWriter out) {
            out.list(transactions);
        }
    }

    /** Asks for final blocks from height {@code from} on, at least 1 and at most {@code max} of them. */
    record BlocksRequest(Height from, int max) implements PeerMessage {
        public static final int MAX_COUNT = 10_000;

        public BlocksRequest {
            require(max >= 1 && max <= MAX_COUNT, "one asks for 1 to " + MAX_COUNT + " blocks");
        }

        @Override
        public Kind kind() {
            return Kind.BLOCKS_REQUEST;
        }

        public static BlocksRequest decode(BorshReader in) {
            return new BlocksRequest(Height.decode(in), in.u16());
        }

        @Override
        public void encode(BorshWriter out) {
            from.encode(out);
            out.u16(max);
        }
    }

    /**
     * Answers with consecutive final blocks, as many as fit.
     *
     * @param blocks in ascending order; at least one, together with {@code earlier} at most {@value #MAX_BYTES} bytes
     * @param links the headers that follow the last block, up to the one that {@code finalization} certifies; none when
     *     it certifies the last block itself
     * @param earlier finalization certificates of blocks before the last, ascending: what lies between is proven by the
     *     next one, so that whoever takes the range can prove it, too
     */
    record Blocks(List<Block> blocks, List<BlockHeader> links, Certificate finalization, List<Certificate> earlier)
            implements PeerMessage {
        public static final int MAX_BYTES = Block.MAX_SIZE;
        public static final int MAX_LINKS = 200;

        public Blocks {
            blocks = List.copyOf(blocks);
            links = List.copyOf(links);
            earlier = List.copyOf(earlier);
            require(
                    !blocks.isEmpty() && blocks.size() <= BlocksRequest.MAX_COUNT,
                    "a range has 1 to " + BlocksRequest.MAX_COUNT + " blocks");
            require(links.size() <= MAX_LINKS, "a range has at most " + MAX_LINKS + " links");
            require(earlier.size() < blocks.size(), "a block has at most one certificate");
            long bytes = 0;
            for (Block block : blocks) {
                bytes += block.size();
            }
            for (Certificate each : earlier) {
                bytes += each.size();
            }
            require(bytes <= MAX_BYTES, "a range of blocks is at most " + MAX_BYTES + " bytes");
        }

        /** A range that one certificate covers. */
        public Blocks(List<Block> blocks, List<BlockHeader> links, Certificate finalization) {
            this(blocks, links, finalization, List.of());
        }

        @Override
        public Kind kind() {
            return Kind.BLOCKS;
        }

        public static Blocks decode(BorshReader in, Hash genesisHash) {
            return new Blocks(
                    in.list(BlocksRequest.MAX_COUNT, Block.OVERHEAD, each -> Block.decode(each, genesisHash)),
                    in.list(MAX_LINKS, BlockHeader.SIZE, BlockHeader::decode),
                    Certificate.decode(in),
                    in.list(BlocksRequest.MAX_COUNT, Certificate.MIN_SIZE, Certificate::decode));
        }

        @Override
        public void encode(BorshWriter out) {
            out.list(blocks).list(links);
            finalization.encode(out);
            out.list(earlier);
        }
    }

    /** Answers that the sender has no final block at {@code from}. */
    record NoBlocks(Height from) implements PeerMessage {
        @Override
        public Kind kind() {
            return Kind.NO_BLOCKS;
        }

        public static NoBlocks decode(BorshReader in) {
            return new NoBlocks(Height.decode(in));
        }

        @Override
        public void encode(BorshWriter out) {
            from.encode(out);
        }
    }

    /** Asks for finalization certificates of final blocks from height {@code from} on, {@code count} heights. */
    record CertificatesRequest(Height from, int count) implements PeerMessage {
        public static final int MAX_COUNT = BlocksRequest.MAX_COUNT;

        public CertificatesRequest {
            require(count >= 1 && count <= MAX_COUNT, "one asks for the certificates of 1 to " + MAX_COUNT + " blocks");
        }

        @Override
        public Kind kind() {
            return Kind.CERTIFICATES_REQUEST;
        }

        public static CertificatesRequest decode(BorshReader in) {
            return new CertificatesRequest(Height.decode(in), in.u16());
        }

        @Override
        public void encode(BorshWriter out) {
            from.encode(out);
            out.u16(count);
        }
    }

    /** Answers {@link CertificatesRequest} with those that the sender has, ascending; none of what it has not. */
    record Certificates(List<Certificate> certificates) implements PeerMessage {
        public static final int MAX_BYTES = 1024 * 1024;

        public Certificates {
            certificates = List.copyOf(certificates);
            long bytes = 0;
            for (Certificate each : certificates) {
                bytes += each.size();
            }
            require(bytes <= MAX_BYTES, "certificates are together at most " + MAX_BYTES + " bytes");
        }

        @Override
        public Kind kind() {
            return Kind.CERTIFICATES;
        }

        public static Certificates decode(BorshReader in) {
            return new Certificates(in.list(CertificatesRequest.MAX_COUNT, Certificate.MIN_SIZE, Certificate::decode));
        }

        @Override
        public void encode(BorshWriter out) {
            out.list(certificates);
        }
    }

    /** Asks for one block, final or not, by its hash. Who does not have it does not answer. */
    record FetchBlock(Hash blockHash) implements PeerMessage {
        /** The block, and ancestors that are sent along, each in a message of its own. */
        public static final int MAX_ANSWERS = 16;

        @Override
        public Kind kind() {
            return Kind.FETCH_BLOCK;
        }

        @Override
        public void encode(BorshWriter out) {
            out.fixed(blockHash);
        }
    }

    /** Answers {@link FetchBlock}. */
    record FetchedBlock(Block block) implements PeerMessage {
        @Override
        public Kind kind() {
            return Kind.FETCHED_BLOCK;
        }

        @Override
        public void encode(BorshWriter out) {
            block.encode(out);
        }
    }

    /** How far the sender is: its newest final block and the view it is in. A claim, not a proof. */
    record StatusUpdate(Height finalHeight, View view) implements PeerMessage {
        @Override
        public Kind kind() {
            return Kind.STATUS;
        }

        public static StatusUpdate decode(BorshReader in) {
            return new StatusUpdate(Height.decode(in), View.decode(in));
        }

        @Override
        public void encode(BorshWriter out) {
            finalHeight.encode(out);
            view.encode(out);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new DecodeException(otherwise);
        }
    }
}
