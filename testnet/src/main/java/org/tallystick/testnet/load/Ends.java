package org.tallystick.testnet.load;

import java.util.Optional;
import org.tallystick.api.TransactionStatus;
import org.tallystick.testnet.load.Parcel.End;

/** What a node's word about a transaction means for its {@link Parcel}. */
final class Ends {
    private Ends() {}

    /** Empty while the transaction may still become final. */
    static Optional<End> of(TransactionStatus status, long nowNanos) {
        return switch (status.state()) {
            case FINAL -> Optional.of(new End.Applied(nowNanos));
            case FAILED -> Optional.of(new End.Failed("it is final without effect"));
            case EXPIRED -> Optional.of(new End.Failed("it expired"));
            case PENDING, UNKNOWN -> Optional.empty();
        };
    }
}
