package org.tallystick.ledger.genesis;

import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.value.Amount;

/**
 * What a network's founders say of account names.
 *
 * @param deposit set aside for each name while it is held and rests
 * @param restMs how long a released name is kept for its last holder, in milliseconds; at most ten years
 * @param reserved names that nobody may take, nor what looks like them; ascending, each once, 1 to 32 of a-z, 0-9 and hyphens
 */
public record NameKnobs(Amount deposit, long restMs, List<String> reserved) implements Encodable {
    private static final long MS_PER_DAY = 24L * 60 * 60 * 1000;
    private static final long MAX_REST_MS = 3_660 * MS_PER_DAY;
    private static final int MAX_RESERVED = 1_000;
    private static final int MAX_NAME = 32;

    /** One coin, 90 days, and what people take for an office. */
    public static final NameKnobs DEFAULT = new NameKnobs(
            Amount.ofBaseUnits(Amount.BASE_UNITS_PER_COIN),
            90 * MS_PER_DAY,
            List.of(
                    "admin",
                    "bank",
                    "exchange",
                    "gateway",
                    "help",
                    "issuer",
                    "official",
                    "root",
                    "support",
                    "treasury"));

    /** @throws DecodeException naming the first thing that is not as documented */
    public NameKnobs {
        reserved = List.copyOf(reserved);
        require(restMs >= 0 && restMs <= MAX_REST_MS, "names.restMs is 0 to ten years");
        require(reserved.size() <= MAX_RESERVED, "at most " + MAX_RESERVED + " names are reserved");
        for (int i = 0; i < reserved.size(); i++) {
            require(reserved.get(i).matches("[a-z0-9-]{1,32}"), "a reserved name is 1 to 32 of a-z, 0-9 and hyphens");
            require(
                    i == 0 || reserved.get(i - 1).compareTo(reserved.get(i)) < 0,
                    "reserved names are in ascending order, each once");
        }
    }

    static NameKnobs decode(BorshReader in) {
        return new NameKnobs(Amount.decode(in), in.u64(), in.list(MAX_RESERVED, 4, each -> each.string(MAX_NAME)));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new DecodeException(otherwise);
        }
    }

    @Override
    public void encode(BorshWriter out) {
        deposit.encode(out);
        out.u64(restMs).u32(reserved.size());
        reserved.forEach(out::string);
    }
}
