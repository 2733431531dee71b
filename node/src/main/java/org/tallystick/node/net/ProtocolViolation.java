package org.tallystick.node.net;

/** What a peer sent that ended its link. */
public enum ProtocolViolation {
    /** A length over the limit of its kind. */
    FRAME_TOO_LARGE,
    /** A kind that there is not. */
    UNKNOWN_KIND,
    /** Bytes that no encoder of that kind could have written. */
    MALFORMED_MESSAGE;

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
