package org.tallystick.ledger.value;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.FixedBytes;

/**
 * Chosen by the sender, 16 bytes: a {@code (sender, key)} pair is accepted once while it is remembered, so that
 * sending again after a time-out can never pay twice.
 */
public final class IdempotencyKey extends FixedBytes {
    public static final int SIZE = 16;

    private IdempotencyKey(byte[] bytes) {
        super(bytes, SIZE);
    }

    public static IdempotencyKey of(byte[] bytes) {
        return new IdempotencyKey(bytes);
    }

    /** Parses 32 hex digits. */
    public static IdempotencyKey fromHex(String hex) {
        return new IdempotencyKey(parseHex(hex, SIZE));
    }

    public static IdempotencyKey decode(BorshReader in) {
        return new IdempotencyKey(in.fixed(SIZE));
    }
}
