package org.tallystick.ledger.golden;

import java.util.List;
import org.tallystick.fuzz.Target;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.golden.GoldenValues.Golden;

/** Every type of the ledger that has frozen bytes: a new one is a target as soon as it has a golden vector. */
public final class GoldenTargets {
    private GoldenTargets() {}

    public static List<Target> all() {
        return new GoldenValues()
                .encodings().entrySet().stream()
                        .map(each -> target(each.getKey(), each.getValue()))
                        .toList();
    }

    private static <T extends Encodable> Target target(String name, Golden<T> golden) {
        return Target.borsh("ledger-" + name, golden.decoder(), List.of(Bytes.encodingOf(golden.value())));
    }
}
