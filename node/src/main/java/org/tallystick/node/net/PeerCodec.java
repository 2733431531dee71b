package org.tallystick.node.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;

/** Messages to frames and back, on the network of one genesis. Immutable. */
record PeerCodec(Hash genesisHash) {
    /** Size in bytes of the length before each frame. */
    static final int LENGTH_SIZE = 4;

    /** The message as a whole frame, length and kind included. */
    ByteBuf frame(PeerMessage message) {
        BorshWriter out =
                new BorshWriter(expectedSize(message)).u32(0).u8(message.kind().tag());
        message.encode(out);
        byte[] frame = out.toByteArray();
        ByteBuf buffer = Unpooled.wrappedBuffer(frame);
        int length = frame.length - LENGTH_SIZE;
        if (length > message.kind().maxSize()) {
            throw new IllegalArgumentException(message.kind() + " of " + length + " bytes is too large to send");
        }
        return buffer.setIntLE(0, length);
    }

    /** Decodes the bytes behind a frame's kind; a {@link DecodeException} unless they are exactly one such message. */
    PeerMessage decode(Kind kind, byte[] content) {
        return BorshReader.decodeAll(content, in -> decode(kind, in));
    }

    private PeerMessage decode(Kind kind, BorshReader in) {
        return switch (kind) {
            case CONSENSUS -> PeerMessage.Consensus.decode(in);
            case TRANSACTIONS -> PeerMessage.Transactions.decode(in, genesisHash);
            case BLOCKS_REQUEST -> PeerMessage.BlocksRequest.decode(in);
            case BLOCKS -> PeerMessage.Blocks.decode(in, genesisHash);
            case NO_BLOCKS -> PeerMessage.NoBlocks.decode(in);
            case STATUS -> PeerMessage.StatusUpdate.decode(in);
        };
    }

    private static int expectedSize(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Consensus consensus -> 16 + consensus.message().length();
            case PeerMessage.Transactions batch ->
                16 + 256 * batch.transactions().size();
            case PeerMessage.Blocks range ->
                range.blocks().stream().mapToInt(block -> 256 + block.size()).sum();
            case PeerMessage.BlocksRequest _, PeerMessage.NoBlocks _, PeerMessage.StatusUpdate _ -> 32;
        };
    }
}
