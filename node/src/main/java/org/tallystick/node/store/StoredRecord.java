package org.tallystick.node.store;

import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.value.Height;

/**
 * Something that happened in a final block by itself.
 *
 * @param index its place among the block's records, from 0
 * @param timeMs of the block
 */
public record StoredRecord(LedgerRecord record, Height height, int index, long timeMs) {}
