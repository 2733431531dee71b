package org.tallystick.node.net;

import java.util.Locale;

/** What a peer sent that no honest one sends, and that ends its link. */
public enum ProtocolViolation {
    /** A length over the limit of its kind. */
    FRAME_TOO_LARGE,
    /** A kind that there is not. */
    UNKNOWN_KIND,
    /** Bytes that no encoder of that kind could have written. */
    MALFORMED_MESSAGE,
    /** Frames that say nothing, one after the other. */
    EMPTY_FRAMES,
    /** Blocks or certificates that nobody asked for, again and again. */
    UNASKED_ANSWERS,
    /** A vote that its voter did not sign. */
    INVALID_VOTE,
    /** A certificate that no quorum signed. */
    INVALID_CERTIFICATE,
    /** A proposal that its leader did not sign. */
    INVALID_PROPOSAL,
    /** A block with other transactions than its header says. */
    INVALID_BODY,
    /** A transaction that its sender did not sign. */
    INVALID_TRANSACTION;

    /** What API and metrics call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Carries the violation to the end of the pipeline. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ProtocolViolation violation;

        Thrown(ProtocolViolation violation, String detail) {
            super(violation + ": " + detail);
            this.violation = violation;
        }

        ProtocolViolation violation() {
            return violation;
        }
    }
}
