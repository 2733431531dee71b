package org.tallystick.api.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.FieldType;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.ruleset.RuleSet;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;

/** Turns operations and records into {@link OperationData} and back, field by field. */
public record OperationMapper(AddressFormat addresses) {

    public OperationData toData(Operation operation) {
        return toData(operation.form(), operation);
    }

    public OperationData toData(LedgerRecord record) {
        return toData(record.form(), record);
    }

    private <T> OperationData toData(Form<T> form, Object value) {
        T mine = form.type().cast(value);
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field<T, ?> field : form.fields()) {
            fields.put(field.name(), text(field.type(), field.of(mine)));
        }
        return new OperationData(form.name(), fields);
    }

    private String text(FieldType<?> type, Object value) {
        return switch (type) {
            case FieldType.OfAddress() -> addresses.format((Address) value);
            case FieldType.OfAmount() -> Long.toString(((Amount) value).baseUnits());
            case FieldType.OfHash() -> ((Hash) value).hex();
            case FieldType.OfText(int maxBytes) -> (String) value;
        };
    }

    /**
     * The operation that the record stands for.
     *
     * @param index its place in the transaction, from 0
     * @throws RefusedException if it is of no kind that is known here, or a field is none of this network or can't be encoded
     */
    public Operation toOperation(OperationData data, int index) {
        Optional<Form<? extends Operation>> form = RuleSet.ONE.operation(data.type());
        if (form.isEmpty()) {
            throw refused(RefusalCode.BAD_ENCODING, index, "this version does not know the operation " + data.type());
        }
        List<Object> values = new ArrayList<>();
        for (Field<?, ?> field : form.get().fields()) {
            values.add(value(field, String.valueOf(data.fields().get(field.name())), index));
        }
        return form.get().make(values);
    }

    private Object value(Field<?, ?> field, String text, int index) {
        try {
            return switch (field.type()) {
                case FieldType.OfAddress() -> addresses.parse(text);
                case FieldType.OfAmount() -> AmountText.parse(text);
                case FieldType.OfHash() -> Hash.fromHex(text);
                case FieldType.OfText(int maxBytes) -> text;
            };
        } catch (AddressException e) {
            throw refused(RefusedException.codeOf(e), index, String.valueOf(e.getMessage()));
        } catch (DecodeException e) {
            throw refused(RefusalCode.BAD_ENCODING, index, field.name() + ": " + e.getMessage());
        }
    }

    private static RefusedException refused(RefusalCode code, int index, String detail) {
        return new RefusedException(Refusal.ofOperation(code, index, detail));
    }
}
