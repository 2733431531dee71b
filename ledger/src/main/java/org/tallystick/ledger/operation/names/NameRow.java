package org.tallystick.ledger.operation.names;

import java.util.Optional;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * A name that is held, or was until lately.
 *
 * @param name as it was registered
 * @param holder whose it is; of one that rests, whose it was
 * @param deposit set aside for it, until its rest is over
 * @param queuedMs for when the work that ends a rest waits for it, milliseconds since 1970 UTC; 0 where none does. One name has one
 *     at most, however often it is released and taken back
 */
public record NameRow(String name, Address holder, Amount deposit, Status status, long queuedMs) implements Encodable {

    /** Encoded as {@code u8}: 0 held, 1 offered, 2 resting; then a time, then an address. */
    public sealed interface Status {

        /** It names its holder. */
        record Held() implements Status {}

        /** It names its holder, and {@code to} may claim it up to {@code untilMs}, milliseconds since 1970 UTC. */
        record Offered(long untilMs, Address to) implements Status {}

        /** It names nobody; up to {@code untilMs}, milliseconds since 1970 UTC, only its last holder may take it. */
        record Resting(long untilMs) implements Status {}
    }

    static final Status HELD = new Status.Held();

    /** Whom it names at {@code timeMs}. */
    public Optional<Address> named() {
        return status instanceof Status.Resting ? Optional.empty() : Optional.of(holder);
    }

    NameRow with(Status other) {
        return new NameRow(name, holder, deposit, other, queuedMs);
    }

    NameRow queuedAt(long timeMs) {
        return new NameRow(name, holder, deposit, status, timeMs);
    }

    static NameRow decode(BorshReader in) {
        return new NameRow(
                in.string(Names.MAX_LENGTH), Address.decode(in), Amount.decode(in), decodeStatus(in), in.u64());
    }

    private static Status decodeStatus(BorshReader in) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> HELD;
            case 1 -> new Status.Offered(in.u64(), Address.decode(in));
            case 2 -> new Status.Resting(in.u64());
            default -> throw new DecodeException("unknown status of a name " + tag);
        };
    }

    @Override
    public void encode(BorshWriter out) {
        out.string(name).fixed(holder);
        deposit.encode(out);
        switch (status) {
            case Status.Held() -> out.u8(0);
            case Status.Offered(long untilMs, Address to) ->
                out.u8(1).u64(untilMs).fixed(to);
            case Status.Resting(long untilMs) -> out.u8(2).u64(untilMs);
        }
        out.u64(queuedMs);
    }
}
