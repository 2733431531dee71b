package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.api.ApiLimits;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader.Position;

/** Reads path and query parameters; what is not as documented is refused and named. */
final class Parameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_DIGITS = 18;

    private Parameters() {}

    /** 64 hex digits in lower case: the same thing has one address. */
    static Hash hash(String name, String text) {
        try {
            Hash hash = Hash.fromHex(text);
            if (!hash.hex().equals(text)) {
                throw bad(name, "hex digits are lower-case");
            }
            return hash;
        } catch (DecodeException e) {
            throw bad(name, String.valueOf(e.getMessage()));
        }
    }

    static Address address(AddressFormat format, String text) {
        try {
            return format.parse(text);
        } catch (AddressException e) {
            ProblemCode code = switch (e.kind()) {
                case BAD -> ProblemCode.BAD_ADDRESS;
                case FOREIGN -> ProblemCode.FOREIGN_ADDRESS;
            };
            throw new ProblemException(code, String.valueOf(e.getMessage()));
        }
    }

    static Optional<String> query(Context context, String name) {
        return Query.of(context).value(name);
    }

    /** Items per page. */
    static int limit(Context context) {
        long limit = number(context, "limit").orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > ApiLimits.PAGE_ITEMS) {
            throw bad("limit", "is 1 to " + ApiLimits.PAGE_ITEMS);
        }
        return (int) limit;
    }

    /** Whether a list runs from old to new. */
    static boolean ascending(Context context, boolean otherwise) {
        Optional<String> order = query(context, "order");
        if (order.isEmpty()) {
            return otherwise;
        }
        return switch (order.get()) {
            case "asc" -> true;
            case "desc" -> false;
            default -> throw bad("order", "is asc or desc");
        };
    }

    static boolean flag(Context context, String name) {
        Optional<String> value = query(context, name);
        if (value.isEmpty()) {
            return false;
        }
        return switch (value.get()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(name, "is true or false");
        };
    }

    static OptionalLong number(Context context, String name) {
        Optional<String> text = query(context, name);
        return text.isPresent() ? OptionalLong.of(number(name, text.get())) : OptionalLong.empty();
    }

    /** A number of at most 18 digits, without sign. */
    static long number(String name, String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw bad(name, "is a whole number of at most " + MAX_DIGITS + " digits");
        }
        return Long.parseLong(text);
    }

    /** A place in the ledger, as links to the next page of a list of transactions give it. */
    static Optional<Position> position(Context context) {
        return query(context, "cursor").map(cursor -> {
            int dot = cursor.indexOf('.');
            if (dot < 0) {
                throw bad("cursor", "is one from a link of this list");
            }
            long index = number("cursor", cursor.substring(dot + 1));
            if (index > Integer.MAX_VALUE) {
                throw bad("cursor", "is one from a link of this list");
            }
            return new Position(Height.of(number("cursor", cursor.substring(0, dot))), (int) index);
        });
    }

    static ProblemException bad(String name, String what) {
        return new ProblemException(ProblemCode.BAD_PARAMETER, name + ": " + what);
    }
}
