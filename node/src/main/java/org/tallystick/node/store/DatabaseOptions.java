package org.tallystick.node.store;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/** RocksDB's options and the native memory that the columns share. Closed after the database. */
final class DatabaseOptions implements AutoCloseable {
    private static final int MIB = 1024 * 1024;

    private final Deque<AbstractNativeReference> owned = new ArrayDeque<>();
    private final LRUCache cache;
    private final BloomFilter filter;
    private final WriteBufferManager writeBuffers;
    private final WriteOptions synced;

    DatabaseOptions(StoreTuning tuning) {
        cache = own(new LRUCache(tuning.blockCacheBytes()));
        filter = own(new BloomFilter(10));
        // Its own cache: memtables charged to the block cache would push out what is read.
        writeBuffers = own(new WriteBufferManager(tuning.writeBufferBytes(), own(new LRUCache(MIB))));
        synced = own(new WriteOptions().setSync(true));
    }

    DBOptions forDatabase(boolean create, StoreTuning tuning) {
        return own(new DBOptions())
                .setCreateIfMissing(create)
                .setCreateMissingColumnFamilies(create)
                .setParanoidChecks(true)
                // A last write cut short is dropped. Anything else that does not check is refused rather than dropped
                // with
                // all that follows it, which the default would do: that was final, and may have been reported so.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setWriteBufferManager(writeBuffers)
                .setMaxTotalWalSize(2 * tuning.writeBufferBytes())
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(256)
                .setBytesPerSync(MIB)
                // One writer: cheaper without what lets several insert at once.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    ColumnFamilyOptions forColumn(Column.Access access) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                // In parts: a large table's filter as one piece would not fit into a shard of the cache, and be read
                // anew for every key asked for.
                .setPartitionFilters(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPinTopLevelIndexAndFilter(true)
                .setChecksumType(ChecksumType.kXXH3)
                .setFormatVersion(5);
        ColumnFamilyOptions options = own(new ColumnFamilyOptions())
                .setWriteBufferSize(16 * MIB)
                // Hashes, keys and signatures do not compress.
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true);
        switch (access) {
            case POINT -> {
                table.setFilterPolicy(filter);
                options.setMemtablePrefixBloomSizeRatio(0.1).setMemtableWholeKeyFiltering(true);
            }
            case BY_ADDRESS, SEQUENTIAL -> {}
        }
        return options.setTableFormatConfig(table);
    }

    /** Every write is on disk before it returns. */
    WriteOptions synced() {
        return synced;
    }

    private <T extends AbstractNativeReference> T own(T reference) {
        owned.push(reference);
        return reference;
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().close();
        }
    }
}
