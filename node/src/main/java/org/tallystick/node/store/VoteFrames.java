package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;

/**
 * How appends lie in a vote log: one frame each, behind one another, then zeros.
 *
 * <p>A frame is a header (marker, sequence number, payload length, payload checksum, and a checksum of the header itself),
 * the payload (a Borsh list of records) and an end mark. Since each frame is synced before the next is written, a crash
 * leaves at most the last one incomplete, with zeros where a sector or the rest was not written. Everything else that is
 * not as written is rot. The header's own checksum and the end mark are there to tell the two apart: cutting off a rotten
 * last frame would forget a vote that was sent.
 */
final class VoteFrames {
    /** What is certain to reach the disk whole or not at all. */
    private static final int SECTOR = 512;

    private static final byte MARKER = (byte) 0xF7;
    private static final byte END_MARK = (byte) 0x7F;
    private static final int HEADER = 1 + 8 + 4 + 4 + 4;
    private static final int MAX_PAYLOAD = 64 * 1024 * 1024;

    /** Of the records in one frame, but for a single one that is larger; far below what a reader takes. */
    private static final int FULL = 16 * 1024 * 1024;

    private final byte[] file;
    private final long salt;

    private VoteFrames(byte[] file, long salt) {
        this.file = file;
        this.salt = salt;
    }

    /**
     * What a log holds.
     *
     * @param records of all frames, in order
     * @param frames how many frames there are, which is the sequence number of the next
     * @param end where the next frame goes
     * @param torn whether an incomplete frame lies there
     */
    record Scan(List<Bytes> records, long frames, int end, boolean torn) {}

    /**
     * The records in as few frames as hold them, one at least.
     *
     * @param first sequence number of the first frame, counted from 0
     * @param salt of the log ({@link VoteLogHead})
     */
    static List<ByteBuffer> frames(long first, List<Bytes> records, long salt) {
        List<ByteBuffer> frames = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            int size = records.get(i).length();
            if (i > from && bytes + size > FULL) {
                frames.add(frame(first + frames.size(), records.subList(from, i), salt));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        frames.add(frame(first + frames.size(), records.subList(from, records.size()), salt));
        return frames;
    }

    /** One frame with the {@code sequence}-th append, whatever its size. */
    private static ByteBuffer frame(long sequence, List<Bytes> records, long salt) {
        byte[] payload = new BorshWriter(1_024).list(records).toByteArray();
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a record of " + payload.length + " bytes");
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(MARKER).putLong(sequence).putInt(payload.length).putInt(checksum(payload, 0, payload.length));
        frame.putInt(headerChecksum(frame.array(), 0, salt));
        return frame.put(payload).put(END_MARK).flip();
    }

    /**
     * Reads all frames of {@code file} from {@code start} on; an incomplete last one is left out.
     *
     * @throws VoteLogException {@link VoteLogException.Kind#CORRUPT} if anything else is not as written
     */
    static Scan scan(byte[] file, int start, long salt) {
        VoteFrames frames = new VoteFrames(file, salt);
        List<Bytes> records = new ArrayList<>();
        long sequence = 0;
        int at = start;
        while (!frames.isZero(at, file.length)) {
            Optional<Header> header = frames.header(at);
            if (header.isPresent() && header.get().sequence == sequence && frames.isWhole(header.get())) {
                records.addAll(frames.records(header.get()));
                at = header.get().end();
                sequence++;
            } else if (frames.isTorn(at, header) && !frames.hasFrameAfter(at, sequence)) {
                return new Scan(List.copyOf(records), sequence, at, true);
            } else {
                throw new VoteLogException(
                        VoteLogException.Kind.CORRUPT,
                        "The vote log is damaged at append " + sequence + ", byte " + at
                                + ": votes that were sent may be missing. Copy an intact log back if the disk still"
                                + " has one, or run " + VoteLogException.RECOVER + ".");
            }
        }
        return new Scan(List.copyOf(records), sequence, at, false);
    }

    /** The records of all frames in {@code file} that are whole, whatever lies between them. */
    static List<Bytes> salvage(byte[] file, long salt) {
        VoteFrames frames = new VoteFrames(file, salt);
        List<Bytes> records = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            Optional<Header> header = frames.header(at).filter(frames::isWhole);
            header.ifPresent(whole -> records.addAll(frames.records(whole)));
            at = header.map(Header::end).orElse(at + 1);
        }
        return records;
    }

    private record Header(int at, long sequence, int length, int payloadChecksum) {
        int payload() {
            return at + HEADER;
        }

        int end() {
            return payload() + length + 1;
        }
    }

    private Optional<Header> header(int at) {
        if (at + HEADER > file.length || file[at] != MARKER) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(file, at + 1, HEADER - 1).order(ByteOrder.LITTLE_ENDIAN);
        Header header = new Header(at, in.getLong(), in.getInt(), in.getInt());
        boolean sound = in.getInt() == headerChecksum(file, at, salt)
                && header.length >= 0
                && header.length <= MAX_PAYLOAD
                && header.end() <= file.length;
        return sound ? Optional.of(header) : Optional.empty();
    }

    /** A frame that lacks nothing but its end mark is whole: at worst it holds a vote that was not sent yet. */
    private boolean isWhole(Header header) {
        byte endMark = file[header.end() - 1];
        return checksum(file, header.payload(), header.length) == header.payloadChecksum
                && (endMark == END_MARK || endMark == 0);
    }

    private List<Bytes> records(Header header) {
        BorshReader in = new BorshReader(file, header.payload(), header.length);
        List<Bytes> records = in.list(header.length, Integer.BYTES, each -> Bytes.decode(each, header.length));
        in.requireEnd();
        return records;
    }

    /** Whether the damage at {@code at} is of the kind that a crash in the middle of a write leaves. */
    private boolean isTorn(int at, Optional<Header> header) {
        if (header.isEmpty()) {
            int end = Math.min(at + HEADER, file.length);
            return isZero(end, file.length) || hasUnwrittenSector(at, end);
        }
        int end = header.get().end();
        return file[end - 1] == 0 || hasUnwrittenSector(at, end);
    }

    private boolean hasUnwrittenSector(int from, int to) {
        int start = from;
        while (start < to) {
            int end = Math.min(to, (start / SECTOR + 1) * SECTOR);
            if (isZero(start, end)) {
                return true;
            }
            start = end;
        }
        return false;
    }

    private boolean hasFrameAfter(int at, long sequence) {
        for (int i = at + 1; i < file.length; i++) {
            if (file[i] == MARKER
                    && header(i).filter(later -> later.sequence > sequence).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (file[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int headerChecksum(byte[] bytes, int at, long salt) {
        CRC32C crc = new CRC32C();
        if (salt != 0) {
            crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, salt));
        }
        crc.update(bytes, at, HEADER - Integer.BYTES);
        return (int) crc.getValue();
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
