package org.tallystick.ledger.operation;

import org.tallystick.ledger.codec.DecodeException;

/** Why a transaction is refused: stable names and numbers, used in receipts, in the HTTP API and by the wallet. */
public enum RefusalCode {
    BAD_ENCODING(1, false),
    TRANSACTION_TOO_LARGE(2, false),
    WRONG_NETWORK(3, false),
    NO_OPERATIONS(4, false),
    TOO_MANY_OPERATIONS(5, false),
    MEMO_TOO_LONG(6, false),
    AMOUNT_ZERO(7, false),
    AMOUNT_OVERFLOW(8, false),
    FEE_TOO_LOW(9, false),
    EXPIRED(10, false),
    TOO_FAR_AHEAD(11, false),
    UNAUTHORIZED(12, false),
    HIGH_S(13, false),
    BAD_SIGNATURE(14, false),
    UNKNOWN_ACCOUNT(15, true),
    INSUFFICIENT_FUNDS(16, true),
    IDEMPOTENCY_CONFLICT(17, false),
    BAD_ADDRESS(18, false),
    FOREIGN_ADDRESS(19, false),
    MEMPOOL_FULL(20, true),
    NODE_NOT_READY(21, true),
    ALREADY_INCLUDED(22, false),
    BAD_NAME(23, false),
    NAME_RESERVED(24, false, "The name, or one that looks like it, is reserved."),
    NAME_TAKEN(25, true, "The name, or one that looks like it, is somebody's."),
    NAME_RESTS(26, true, "The name was released lately and rests; until then only its last holder may take it."),
    HAS_NAME(27, true, "The account has a name already."),
    NO_NAME(28, true, "The account has no name."),
    NOT_OFFERED(29, true, "The name is not offered to this account, or not any more."),
    WRONG_DEPOSIT(30, true, "The deposit is not the one that this network asks for the name.");

    private final int tag;
    private final boolean retryable;
    private final String sentence;

    RefusalCode(int tag, boolean retryable) {
        this(tag, retryable, "");
    }

    RefusalCode(int tag, boolean retryable, String sentence) {
        this.tag = tag;
        this.retryable = retryable;
        this.sentence = sentence;
    }

    /** Why an operation fails with this, where the code alone tells it; else empty. */
    public String sentence() {
        return sentence;
    }

    /** The number that stands for this in encodings, 1 to 255. */
    public int tag() {
        return tag;
    }

    /** Whether the very same transaction may be accepted later. */
    public boolean retryable() {
        return retryable;
    }

    /** The code with this {@link #tag}, or a {@link DecodeException}. */
    public static RefusalCode ofTag(int tag) {
        for (RefusalCode code : values()) {
            if (code.tag == tag) {
                return code;
            }
        }
        throw new DecodeException("unknown refusal code " + tag);
    }
}
