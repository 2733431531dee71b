package org.tallystick.wallet;

import java.util.function.Function;
import org.tallystick.api.operation.OperationMapper;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.FieldType;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.terminal.Printable;
import tools.jackson.databind.node.ObjectNode;

/** What commands say of one operation: of a transfer in words of its own, of any other kind its name and its fields. */
final class OperationText {
    private final Network network;

    OperationText(Network network) {
        this.network = network;
    }

    /** Such as {@code 1.25 TLY  alice → bob}. */
    String headline(Operation operation, Address sender, Function<Address, String> label) {
        if (operation instanceof Transfer(var to, Amount amount)) {
            return network.coins(amount) + "  " + label.apply(sender) + " → " + label.apply(to);
        }
        return label.apply(sender) + "  " + described(operation.form(), operation, label);
    }

    /** One line for a person who is to sign it. */
    String line(Operation operation, Function<Address, String> party) {
        if (operation instanceof Transfer(var to, Amount amount)) {
            return "Pays         " + network.coins(amount) + " to " + party.apply(to) + "\n";
        }
        return "Does         " + described(operation.form(), operation, party) + "\n";
    }

    private <T> String described(Form<T> form, Object operation, Function<Address, String> party) {
        T mine = form.type().cast(operation);
        StringBuilder text = new StringBuilder(form.name());
        for (Field<T, ?> field : form.fields()) {
            text.append(", ").append(field.name()).append(' ').append(value(field.type(), field.of(mine), party));
        }
        return text.toString();
    }

    private String value(FieldType<?> type, Object value, Function<Address, String> party) {
        return switch (type) {
            case FieldType.OfAddress() -> party.apply((Address) value);
            case FieldType.OfAmount() -> network.coins((Amount) value);
            case FieldType.OfHash _, FieldType.OfText _ -> Printable.line(value.toString());
        };
    }

    /** As the API tells it, amounts in coins as well. */
    void toJson(Operation operation, ObjectNode json) {
        var data = new OperationMapper(network.addresses()).toData(operation);
        json.put("type", data.type());
        for (Field<?, ?> field : operation.form().fields()) {
            String text = String.valueOf(data.fields().get(field.name()));
            if (field.type() instanceof FieldType.OfAmount) {
                TransactionText.putAmount(json, field.name(), Amount.ofBaseUnits(Long.parseLong(text)));
            } else {
                json.put(field.name(), text);
            }
        }
    }
}
