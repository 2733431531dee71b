package org.tallystick.wallet;

import java.time.Instant;
import java.util.Optional;
import org.tallystick.ledger.operation.names.NameRow;
import org.tallystick.ledger.value.Address;
import org.tallystick.wallet.payment.Network;
import tools.jackson.databind.node.ObjectNode;

/** What is said of a name. */
record NameText(Network network, TransactionText transactions) {

    /** Whole lines; {@code row} is what is proven of it. */
    String describe(String name, Optional<NameRow> row) {
        if (row.isEmpty()) {
            return "Nobody has the name " + name + ". It costs a deposit of "
                    + network.coins(network.genesis().names().deposit()) + ".\n";
        }
        NameRow known = row.get();
        String spelling = known.name().equals(name) ? "" : " looks like " + known.name() + ", which";
        String text = name
                + spelling
                + switch (known.status()) {
                    case NameRow.Status.Held() -> " names " + party(known.holder()) + ".\n";
                    case NameRow.Status.Offered(long untilMs, Address to) ->
                        " names " + party(known.holder()) + ",\nand may be claimed by " + party(to) + "\nuntil "
                                + Instant.ofEpochMilli(untilMs) + ".\n";
                    case NameRow.Status.Resting(long untilMs) ->
                        " names nobody. It rests until " + Instant.ofEpochMilli(untilMs) + ";\nuntil then only "
                                + party(known.holder()) + " may take it.\n";
                };
        return text + "Deposit      " + network.coins(known.deposit()) + "\n";
    }

    /** The address that it names, or nothing. */
    String brief(Optional<NameRow> row) {
        return row.flatMap(NameRow::named).map(network.addresses()::format).orElse("");
    }

    void toJson(String name, Optional<NameRow> row, ObjectNode json) {
        json.put("name", name);
        json.put("state", row.map(NameText::state).orElse("free"));
        row.ifPresent(known -> {
            json.put("spelling", known.name());
            json.put("holder", network.addresses().format(known.holder()));
            TransactionText.putAmount(json, "deposit", known.deposit());
        });
    }

    private static String state(NameRow row) {
        return switch (row.status()) {
            case NameRow.Status.Held() -> "held";
            case NameRow.Status.Offered _ -> "offered";
            case NameRow.Status.Resting _ -> "resting";
        };
    }

    private String party(Address account) {
        return transactions.party(account);
    }
}
