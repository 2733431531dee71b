package org.tallystick.ledger.state;

/** The keyed parts of the state, all under one root. The number stands in encodings and never changes. */
public enum StatePart {
    /** Address (20 bytes) → {@link Account}. */
    ACCOUNTS(0),
    /** Minute of expiry ({@code u64} big-endian) → running digest of the idempotency keys that expire in it. */
    SENT_KEYS(1);

    private final int tag;

    StatePart(int tag) {
        this.tag = tag;
    }

    public int tag() {
        return tag;
    }
}
