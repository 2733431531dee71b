/**
 * The durable ledger in RocksDB and the vote log. Only final blocks are written here, each in one atomic synced batch. May
 * touch the ledger module, RocksDB and the file system.
 */
@NullMarked
package org.tallystick.node.store;

import org.jspecify.annotations.NullMarked;
