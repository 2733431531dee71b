package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A RocksDB write batch in its serialized form, which is also that of the write-ahead log: a sequence number (set by
 * RocksDB), a count, and the records. Made here, it crosses to native code once and not once per put. Not thread-safe.
 *
 * <p>Source: the format comment of {@code db/write_batch.cc} and {@code db/dbformat.h}.
 */
final class BatchBytes {
    private static final int HEADER = 8 + 4;
    private static final byte COLUMN_FAMILY_DELETION = 0x4;
    private static final byte COLUMN_FAMILY_VALUE = 0x5;

    private byte[] buffer = new byte[64 * 1024];
    private int size = HEADER;
    private int count;

    void put(int columnFamily, byte[] key, byte[] value) {
        start(COLUMN_FAMILY_VALUE, columnFamily);
        bytes(key);
        bytes(value);
    }

    void delete(int columnFamily, byte[] key) {
        start(COLUMN_FAMILY_DELETION, columnFamily);
        bytes(key);
    }

    /** Number of puts and deletions. */
    int count() {
        return count;
    }

    byte[] toByteArray() {
        byte[] batch = Arrays.copyOf(buffer, size);
        ByteBuffer.wrap(batch).order(ByteOrder.LITTLE_ENDIAN).putInt(8, count);
        return batch;
    }

    private void start(byte type, int columnFamily) {
        count++;
        ensure(1);
        buffer[size++] = type;
        varint(columnFamily);
    }

    private void bytes(byte[] bytes) {
        varint(bytes.length);
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    /** Seven bits a byte, the lowest first, the top bit set on all but the last. */
    private void varint(int value) {
        ensure(5);
        int left = value;
        while (left >= 0x80) {
            buffer[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        buffer[size++] = (byte) left;
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(size, more)));
        }
    }
}
