package org.tallystick.consensus;

import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** An entry of the vote log (specification §6). Borsh: a {@code u8} tag, then the content. */
public sealed interface LogRecord extends Encodable {

    /**
     * The view that this is about. Once a final block of this view or a later one is durable in the ledger, the record has
     * nothing more to say and may be dropped; not earlier.
     */
    View view();

    /** A vote of this node, the very bytes that are sent. */
    record Voted(Message.Vote vote) implements LogRecord {
        @Override
        public View view() {
            return vote.view();
        }

        @Override
        public void encode(BorshWriter out) {
            out.u8(0);
            vote.encodeFields(out);
        }
    }

    /** A block that this node votes for in the same step: whoever votes for a block can serve it after a crash. */
    record Body(Block block) implements LogRecord {
        @Override
        public View view() {
            return block.header().view();
        }

        @Override
        public void encode(BorshWriter out) {
            out.u8(1);
            block.encode(out);
        }
    }

    /** A notarization or nullification that this node holds. */
    record Certified(Certificate certificate) implements LogRecord {
        @Override
        public View view() {
            return certificate.ballot().view();
        }

        @Override
        public void encode(BorshWriter out) {
            out.u8(2);
            certificate.encode(out);
        }
    }

    /**
     * No votes in views up to {@code view}, as those that were given are not all known. Written in place of records that were
     * dropped, and by the operator's tool into a fresh log when the former one was lost: then {@code view} must be no lower
     * than any in which this key may have voted.
     */
    record Abstain(View view) implements LogRecord {
        @Override
        public void encode(BorshWriter out) {
            out.u8(3);
            view.encode(out);
        }
    }

    /**
     * Reads one record of the network of {@code genesisHash}.
     *
     * @throws DecodeException if the encoder could not have written it
     */
    static LogRecord decode(BorshReader in, Hash genesisHash) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> new Voted(Message.Vote.decode(in));
            case 1 -> new Body(Block.decode(in, genesisHash));
            case 2 -> new Certified(Certificate.decode(in));
            case 3 -> new Abstain(View.decode(in));
            default -> throw new DecodeException("unknown vote log record " + tag);
        };
    }
}
