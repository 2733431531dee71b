package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.AccountData;
import org.tallystick.api.Page;
import org.tallystick.api.TransactionStatus;
import org.tallystick.ledger.operation.names.HeldName;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredRecord;
import org.tallystick.node.store.StoredTransaction;

/** Accounts as of the newest final block. */
final class AccountRoutes {
    private final LedgerReader ledger;
    private final Renderer renderer;
    private final Json json;
    private final StateProofs proofs;

    AccountRoutes(NodeFacade node, Renderer renderer, Json json) {
        this.ledger = node.ledger();
        this.proofs = new StateProofs(node);
        this.renderer = renderer;
        this.json = json;
    }

    void one(Context context) {
        Address address = address(context);
        try (LedgerReader.Snapshot snapshot = ledger.snapshot()) {
            Optional<Account> account = Accounts.read(snapshot.state(), address);
            json.write(
                    context,
                    new AccountData(
                            renderer.addresses().format(address),
                            account.map(Account::balance).orElse(Amount.ZERO),
                            account.isPresent(),
                            Names.BY_HOLDER.read(snapshot.state(), address).map(HeldName::name),
                            snapshot.block().header().height()));
        }
    }

    void proof(Context context) {
        proofs.answer(context, Accounts.TABLE.key(address(context)));
    }

    void records(Context context) {
        Address address = address(context);
        int limit = Parameters.limit(context);
        if (Parameters.ascending(context, false)) {
            throw Parameters.bad("order", "an account's records are listed newest first");
        }
        Height before = Height.of(Parameters.number(context, "cursor").orElse(Long.MAX_VALUE));
        List<StoredRecord> found = ledger.accountRecords(address, before, limit);
        Optional<String> next = found.size() < limit
                ? Optional.empty()
                : Optional.of("/v1/accounts/" + renderer.addresses().format(address) + "/records?order=desc&limit="
                        + limit + "&cursor=" + found.getLast().height());
        json.write(context, new Page<>(renderer.records(found), next, Optional.empty()));
    }

    void transactions(Context context) {
        Address address = address(context);
        int limit = Parameters.limit(context);
        if (Parameters.ascending(context, false)) {
            throw Parameters.bad("order", "an account's transactions are listed newest first");
        }
        Optional<LedgerReader.Position> before = Parameters.position(context);
        List<StoredTransaction> found = ledger.accountTransactions(address, before, limit);
        List<TransactionStatus> items = found.stream()
                .map(each -> renderer.full(each, renderer.blockHash(each.height())))
                .toList();
        json.write(context, new Page<>(items, next(address, found, limit), Optional.empty()));
    }

    private Optional<String> next(Address address, List<StoredTransaction> found, int limit) {
        if (found.size() < limit) {
            return Optional.empty();
        }
        StoredTransaction last = found.getLast();
        boolean more = !ledger.accountTransactions(address, Optional.of(last.position()), 1)
                .isEmpty();
        return more
                ? Optional.of("/v1/accounts/" + renderer.addresses().format(address) + "/transactions?order=desc&limit="
                        + limit + "&cursor=" + last.height() + "." + last.index())
                : Optional.empty();
    }

    private Address address(Context context) {
        return Parameters.address(renderer.addresses(), context.pathParam("address"));
    }
}
