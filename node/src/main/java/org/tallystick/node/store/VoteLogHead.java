package org.tallystick.node.store;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;

/**
 * The first sector of a vote log, and the whole of its witness file: whose log it is and how often it was compacted.
 *
 * @param generation 1 for a new log, one more with each compaction
 */
record VoteLogHead(VoteLogIdentity identity, long generation) {
    /** Bytes in the file: a sector, so that it is written whole or not at all. */
    static final int SIZE = 512;

    private static final byte[] MAGIC = {'T', 'L', 'Y', 'V', 'O', 'T', 'E', '1'};

    byte[] encoded() {
        BorshWriter out = new BorshWriter(SIZE).fixed(MAGIC);
        identity.encode(out);
        byte[] content = out.u64(generation).toByteArray();
        return Arrays.copyOf(
                new BorshWriter(SIZE).fixed(content).u32(checksum(content)).toByteArray(), SIZE);
    }

    /** The head that {@code file} begins with; empty if it was never written so. */
    static Optional<VoteLogHead> decode(byte[] file) {
        try {
            BorshReader in = new BorshReader(file);
            byte[] magic = in.fixed(MAGIC.length);
            VoteLogHead head = new VoteLogHead(VoteLogIdentity.decode(in), in.u64());
            byte[] content = in.slice(0);
            boolean sound = Arrays.equals(magic, MAGIC) && in.u32() == checksum(content);
            return sound ? Optional.of(head) : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return crc.getValue();
    }
}
