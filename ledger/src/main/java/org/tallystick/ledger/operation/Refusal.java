package org.tallystick.ledger.operation;

import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.ledger.crypto.Hash;

/**
 * A refusal with its name.
 *
 * @param detail one plain sentence for people, with the figures
 * @param operationIndex the operation at fault, from 0, where one is
 * @param firstTransaction for {@link RefusalCode#IDEMPOTENCY_CONFLICT} and {@link RefusalCode#ALREADY_INCLUDED}: the
 *     transaction that holds the key
 */
public record Refusal(RefusalCode code, String detail, OptionalInt operationIndex, Optional<Hash> firstTransaction) {

    public static Refusal of(RefusalCode code, String detail) {
        return new Refusal(code, detail, OptionalInt.empty(), Optional.empty());
    }

    public static Refusal ofOperation(RefusalCode code, int operationIndex, String detail) {
        return new Refusal(code, detail, OptionalInt.of(operationIndex), Optional.empty());
    }

    public static Refusal because(RefusalCode code, Hash firstTransaction, String detail) {
        return new Refusal(code, detail, OptionalInt.empty(), Optional.of(firstTransaction));
    }
}
