package org.tallystick.wallet;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.terminal.Printable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What commands say of a transaction. */
final class TransactionText {
    /** How much of the ends of an address is shown where room is short. */
    private static final int HEAD = 9;

    private static final int TAIL = 6;

    private final Network network;
    private final OperationText operations;
    private final Map<Address, String> names;

    TransactionText(Network network, Wallets wallets) {
        this.network = network;
        this.operations = new OperationText(network);
        this.names = wallets.names();
    }

    Network network() {
        return network;
    }

    /** Such as {@code 1.25 TLY  alice → bob}. */
    String headline(Transaction transaction) {
        return headline(transaction, this::label);
    }

    /** The same, where room is short: of addresses the ends. */
    String shortHeadline(Transaction transaction) {
        return headline(transaction, account -> {
            String label = label(account);
            return names.containsKey(account)
                    ? label
                    : label.substring(0, HEAD) + "…" + label.substring(label.length() - TAIL);
        });
    }

    private String headline(Transaction transaction, Function<Address, String> label) {
        TransactionBody body = transaction.body();
        if (body.operations().size() != 1) {
            return body.operations().size() + " operations by " + label.apply(body.sender());
        }
        return operations.headline(body.operations().getFirst(), body.sender(), label);
    }

    /** All that is signed, for a person who is to sign it: addresses in full, beside the names known here. */
    String summary(Transaction transaction) {
        TransactionBody body = transaction.body();
        StringBuilder text = new StringBuilder();
        text.append("Network      ")
                .append(Printable.line(network.genesis().networkName()))
                .append('\n');
        text.append("Transaction  ").append(transaction.id()).append('\n');
        text.append("From         ").append(party(body.sender())).append('\n');
        for (Operation operation : body.operations()) {
            text.append(operations.line(operation, this::party));
        }
        text.append("Fee          ").append(network.coins(body.fee())).append('\n');
        text.append("Memo         ")
                .append(body.memo().isEmpty() ? "none" : Printable.line(body.memo()))
                .append('\n');
        text.append("Valid until  ")
                .append(Instant.ofEpochMilli(body.validUntilMs()))
                .append('\n');
        text.append("Signatures   ").append(transaction.authorizations().size()).append('\n');
        return text.toString();
    }

    void toJson(Transaction transaction, ObjectNode json) {
        TransactionBody body = transaction.body();
        json.put("transactionId", transaction.id().hex());
        json.put("from", network.addresses().format(body.sender()));
        ArrayNode operations = json.putArray("operations");
        for (Operation operation : body.operations()) {
            this.operations.toJson(operation, operations.addObject());
        }
        putAmount(json, "fee", body.fee());
        json.put("memo", body.memo());
        json.put("idempotencyKey", body.idempotencyKey().hex());
        json.put("validUntilMs", body.validUntilMs());
        json.put("signatures", transaction.authorizations().size());
    }

    /** Puts an amount in coins, and the same in base units. */
    static ObjectNode putAmount(ObjectNode json, String name, Amount amount) {
        return json.put(name, amount.toCoins()).put(name + "BaseUnits", Long.toString(amount.baseUnits()));
    }

    /** The address in full, beside the name of its key where that is here. */
    String party(Address account) {
        String address = network.addresses().format(account);
        @Nullable String name = names.get(account);
        return name == null ? address : address + " (" + name + ")";
    }

    /** The name where the key is here, else the address. */
    private String label(Address account) {
        @Nullable String name = names.get(account);
        return name == null ? network.addresses().format(account) : name;
    }
}
