package org.tallystick.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a node knows about a transaction. */
public enum TransactionState {
    /** Waits in this node's mempool. */
    @JsonProperty("pending")
    PENDING,
    /** In a final block, and all its operations took effect. */
    @JsonProperty("final")
    FINAL,
    /** In a final block, and none of its operations took effect; the fee was charged. */
    @JsonProperty("failed")
    FAILED,
    /** In no final block, and its validity is over: it never can be. Told only to those who say what the validity was. */
    @JsonProperty("expired")
    EXPIRED,
    /** Neither final nor waiting here; to an older client also whatever a newer node says beyond these. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN;

    /** Whether nothing can change any more. */
    public boolean settled() {
        return switch (this) {
            case FINAL, FAILED, EXPIRED -> true;
            case PENDING, UNKNOWN -> false;
        };
    }
}
