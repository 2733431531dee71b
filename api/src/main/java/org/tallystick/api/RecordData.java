package org.tallystick.api;

import org.tallystick.api.operation.OperationData;
import org.tallystick.ledger.value.Height;

/**
 * Something that happened in a final block by itself, as no transaction of that block caused it.
 *
 * @param index its place among the block's records, from 0
 * @param timeMs of the block, milliseconds since 1970 UTC
 */
public record RecordData(Height height, int index, long timeMs, OperationData record) {}
