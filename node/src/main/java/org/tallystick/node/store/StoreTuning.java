package org.tallystick.node.store;

/**
 * How much memory the store may use. The defaults let four nodes share a small machine.
 *
 * @param blockCacheBytes native memory for what was read from disk, indexes and filters included
 * @param writeBufferBytes native memory for what is in the write-ahead log and not in a table yet
 * @param cachedValues values of the state kept on the heap, about 200 bytes each
 * @param cachedPages pages of the state tree kept on the heap, up to about 1 KiB each
 */
public record StoreTuning(long blockCacheBytes, long writeBufferBytes, int cachedValues, int cachedPages) {
    private static final long MIB = 1024 * 1024;

    public static final StoreTuning DEFAULT = new StoreTuning(64 * MIB, 64 * MIB, 50_000, 20_000);
}
