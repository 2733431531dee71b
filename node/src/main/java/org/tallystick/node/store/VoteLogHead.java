package org.tallystick.node.store;

import java.security.SecureRandom;
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
 * @param salt goes into the checksums of frames, so that nobody else can make bytes that look like one: blocks, whose bytes
 *     strangers choose, lie within frames; 0 in logs from before there was one
 */
record VoteLogHead(VoteLogIdentity identity, long generation, long salt) {
    /** Bytes in the file: a sector, so that it is written whole or not at all. */
    static final int SIZE = 512;

    private static final byte[] MAGIC = {'T', 'L', 'Y', 'V', 'O', 'T', 'E', '2'};
    private static final byte[] UNSALTED = {'T', 'L', 'Y', 'V', 'O', 'T', 'E', '1'};
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of a log that is about to be written. */
    static VoteLogHead fresh(VoteLogIdentity identity, long generation) {
        return new VoteLogHead(identity, generation, RANDOM.nextLong(Long.MAX_VALUE) + 1);
    }

    byte[] encoded() {
        BorshWriter out = new BorshWriter(SIZE).fixed(salt == 0 ? UNSALTED : MAGIC);
        identity.encode(out);
        out.u64(generation);
        byte[] content = (salt == 0 ? out : out.u64(salt)).toByteArray();
        return Arrays.copyOf(
                new BorshWriter(SIZE).fixed(content).u32(checksum(content)).toByteArray(), SIZE);
    }

    /** The head that {@code file} begins with; empty if it was never written so. */
    static Optional<VoteLogHead> decode(byte[] file) {
        try {
            BorshReader in = new BorshReader(file);
            byte[] magic = in.fixed(MAGIC.length);
            boolean salted = Arrays.equals(magic, MAGIC);
            VoteLogHead head = new VoteLogHead(VoteLogIdentity.decode(in), in.u64(), salted ? in.u64() : 0);
            byte[] content = in.slice(0);
            boolean sound = (salted || Arrays.equals(magic, UNSALTED)) && in.u32() == checksum(content);
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
