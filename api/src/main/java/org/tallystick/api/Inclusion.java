package org.tallystick.api;

import java.util.Optional;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;

/**
 * Where a transaction stands in the final ledger and what became of it.
 *
 * @param index its place in the block, from 0
 * @param timeMs the block's time
 * @param failure why none of its operations took effect; empty when all did
 */
public record Inclusion(
        Height height, Hash blockHash, int index, long timeMs, Amount feePaid, Optional<Failure> failure) {

    /**
     * @param code name of a {@link org.tallystick.ledger.operation.RefusalCode}
     * @param operationIndex the operation that could not be applied, from 0
     */
    public record Failure(String code, int operationIndex) {}
}
