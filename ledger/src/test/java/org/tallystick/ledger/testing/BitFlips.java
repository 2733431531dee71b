package org.tallystick.ledger.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;

/** What an encoding decodes to with one bit wrong. */
public final class BitFlips {
    private BitFlips() {}

    /** The value of each encoding that differs from {@code encoding} in one bit, where there is a value. */
    public static <T> List<T> values(byte[] encoding, Function<BorshReader, T> decoder) {
        List<T> values = new ArrayList<>();
        for (int bit = 0; bit < encoding.length * 8; bit++) {
            try {
                values.add(BorshReader.decodeAll(flip(encoding, bit), decoder));
            } catch (DecodeException e) {
                // Refused before it could mean anything: as good as found out.
            }
        }
        return values;
    }

    public static byte[] flip(byte[] encoding, int bit) {
        byte[] flipped = encoding.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }
}
