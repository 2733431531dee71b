package org.tallystick.wallet;

import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.ledger.ruleset.RuleSet;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.Table;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.payment.Network;
import tools.jackson.databind.node.ObjectNode;

/** What is said of a proven row of the state: of an account its balance, of any other the bytes. */
sealed interface RowText {

    /** @throws DecodeException if the row is none of its table, which a proof that holds can't say */
    static RowText of(StateProof proof, Network network) {
        if (proof.key().table() == Accounts.TABLE.tag()) {
            Address address = Address.of(proof.key().key().toByteArray());
            return new OfAccount(network, address, proof.row(Accounts.TABLE));
        }
        String table = RuleSet.ONE
                .table(proof.key().table())
                .map(Table::name)
                .orElseThrow(() -> new DecodeException("no table " + proof.key().table()));
        return new OfTable(table, proof.key().key(), proof.value());
    }

    /** What there is, in one line. */
    String headline();

    /** Whose row it is, in whole lines. */
    String details();

    /** The least that answers the question, for scripts. */
    String brief();

    void toJson(ObjectNode json);

    /** An account's balance. */
    record OfAccount(Network network, Address address, Optional<Account> account) implements RowText {
        private Amount balance() {
            return account.map(Account::balance).orElse(Amount.ZERO);
        }

        @Override
        public String headline() {
            return account.isPresent() ? network.coins(balance()) : "no account: the address was never paid";
        }

        @Override
        public String details() {
            return "Address      " + network.addresses().format(address) + "\n";
        }

        @Override
        public String brief() {
            return balance().toCoins();
        }

        @Override
        public void toJson(ObjectNode json) {
            json.put("kind", "balance");
            json.put("address", network.addresses().format(address));
            json.put("exists", account.isPresent());
            TransactionText.putAmount(json, "balance", balance());
        }
    }

    /** A row of a table that has no words of its own. */
    record OfTable(String table, Bytes key, Optional<Bytes> value) implements RowText {
        @Override
        public String headline() {
            return value.isPresent() ? "a row of the table " + table : "no such row in the table " + table;
        }

        @Override
        public String details() {
            return "Key          " + key + "\n"
                    + value.map(row -> "Row          " + row + "\n").orElse("");
        }

        @Override
        public String brief() {
            return value.map(Bytes::hex).orElse("");
        }

        @Override
        public void toJson(ObjectNode json) {
            json.put("kind", "row");
            json.put("table", table);
            json.put("key", key.hex());
            json.put("exists", value.isPresent());
            value.ifPresent(row -> json.put("value", row.hex()));
        }
    }
}
