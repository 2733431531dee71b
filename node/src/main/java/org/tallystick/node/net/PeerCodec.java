package org.tallystick.node.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;

/** Messages to frames and back, on the network of one genesis. Immutable. */
record PeerCodec(Hash genesisHash) {
    /** Size in bytes of the length before each frame. */
    static final int LENGTH_SIZE = 4;

    /** Bytes of the kind behind it. */
    static final int KIND_SIZE = 1;

    /** Bytes that a certificate of a small set, a transaction or the frame of a message seldom need more of. */
    private static final int ROOM = 512;

    /**
     * The message as a whole frame, length and kind included.
     *
     * @throws IllegalArgumentException if it is larger than its kind may be
     */
    ByteBuf frame(PeerMessage message) {
        BorshWriter out =
                new BorshWriter(expectedSize(message)).u32(0).u8(message.kind().tag());
        message.encode(out);
        byte[] frame = out.toByteArray();
        ByteBuf buffer = Unpooled.wrappedBuffer(frame);
        int size = frame.length - LENGTH_SIZE - KIND_SIZE;
        if (size > message.kind().maxSize()) {
            throw new IllegalArgumentException(message.kind() + " of " + size + " bytes is too large to send");
        }
        return buffer.setIntLE(0, KIND_SIZE + size);
    }

    /** Decodes the bytes behind a frame's kind; a {@link DecodeException} unless they are exactly one such message. */
    PeerMessage decode(Kind kind, byte[] content) {
        return BorshReader.decodeAll(content, in -> decode(kind, in));
    }

    private PeerMessage decode(Kind kind, BorshReader in) {
        return switch (kind) {
            case CONSENSUS -> new PeerMessage.Consensus(Message.decode(in, genesisHash));
            case TRANSACTIONS -> PeerMessage.Transactions.decode(in, genesisHash);
            case BLOCKS_REQUEST -> PeerMessage.BlocksRequest.decode(in);
            case BLOCKS -> PeerMessage.Blocks.decode(in, genesisHash);
            case NO_BLOCKS -> PeerMessage.NoBlocks.decode(in);
            case FETCH_BLOCK -> new PeerMessage.FetchBlock(Hash.decode(in));
            case FETCHED_BLOCK -> new PeerMessage.FetchedBlock(Block.decode(in, genesisHash));
            case STATUS -> PeerMessage.StatusUpdate.decode(in);
            case CERTIFICATES_REQUEST -> PeerMessage.CertificatesRequest.decode(in);
            case CERTIFICATES -> PeerMessage.Certificates.decode(in);
        };
    }

    /** Enough for most, so that a large message is not copied while it grows. */
    private static int expectedSize(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Consensus(Message.Proposal proposal) ->
                ROOM + proposal.block().size() + ROOM * proposal.justification().size();
            case PeerMessage.Consensus _ -> ROOM;
            case PeerMessage.Transactions(var transactions) -> ROOM * transactions.size();
            case PeerMessage.Blocks range ->
                ROOM
                        + range.blocks().stream().mapToInt(Block::size).sum()
                        + ROOM * range.earlier().size();
            case PeerMessage.FetchedBlock(Block block) -> ROOM + block.size();
            case PeerMessage.Certificates(var certificates) -> ROOM * (1 + certificates.size());
            case PeerMessage.BlocksRequest _,
                    PeerMessage.NoBlocks _,
                    PeerMessage.FetchBlock _,
                    PeerMessage.CertificatesRequest _,
                    PeerMessage.StatusUpdate _ -> Kind.STATUS.maxSize();
        };
    }
}
