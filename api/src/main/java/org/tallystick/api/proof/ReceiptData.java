package org.tallystick.api.proof;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.value.Amount;

/** A {@link Receipt} in a proof file. */
record ReceiptData(Hash transactionId, OutcomeData outcome, Amount feePaid) {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OutcomeData.AppliedData.class, name = "applied"),
        @JsonSubTypes.Type(value = OutcomeData.FailedData.class, name = "failed")
    })
    sealed interface OutcomeData {
        record AppliedData() implements OutcomeData {}

        record FailedData(RefusalCode code, int operationIndex) implements OutcomeData {}
    }

    static ReceiptData of(Receipt receipt) {
        OutcomeData outcome = switch (receipt.outcome()) {
            case Receipt.Outcome.Applied() -> new OutcomeData.AppliedData();
            case Receipt.Outcome.Failed(var code, int index) -> new OutcomeData.FailedData(code, index);
        };
        return new ReceiptData(receipt.transactionId(), outcome, receipt.feePaid());
    }

    Receipt toReceipt() {
        Receipt.Outcome ledgerOutcome = switch (outcome) {
            case OutcomeData.AppliedData() -> new Receipt.Outcome.Applied();
            case OutcomeData.FailedData(var code, int index) -> new Receipt.Outcome.Failed(code, index);
        };
        return new Receipt(transactionId, ledgerOutcome, feePaid);
    }
}
