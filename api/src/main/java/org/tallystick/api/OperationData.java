package org.tallystick.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tallystick.ledger.value.Amount;

/** One thing a transaction does, told apart by {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = OperationData.TransferData.class, name = "transfer"))
public sealed interface OperationData {

    /**
     * Moves money from the sender.
     *
     * @param to the receiver's address as text
     */
    record TransferData(String to, Amount amount) implements OperationData {}

    /**
     * One that this version does not know; only read, never sent.
     *
     * @param type its name
     */
    record UnknownData(String type) implements OperationData {}
}
