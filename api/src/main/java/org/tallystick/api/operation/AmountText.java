package org.tallystick.api.operation;

import java.math.BigInteger;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.value.Amount;

/** Amounts as JSON strings of base units. */
public final class AmountText {
    private AmountText() {}

    /** @throws RefusedException with AMOUNT_OVERFLOW for an integer of 2^63 or more */
    public static Amount parse(String text) {
        if (!text.matches("0|[1-9][0-9]{0,38}")) {
            throw new DecodeException("an amount is a string of base units: digits, no sign, point or leading zero");
        }
        if (new BigInteger(text).bitLength() > 63) {
            throw new RefusedException(
                    Refusal.of(RefusalCode.AMOUNT_OVERFLOW, "an amount is below 2^63 base units, not " + text));
        }
        return Amount.ofBaseUnits(Long.parseLong(text));
    }
}
