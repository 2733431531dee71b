package org.tallystick.wallet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.Inclusion;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.operation.OperationData;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Printable;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "history", description = "List the final payments from and to an account, newest first.")
final class HistoryCommand extends WalletSubcommand {
    private static final int MOST = 200;

    @Parameters(
            paramLabel = "NAME|ADDRESS",
            arity = "0..1",
            description = "Whose. May be left out when there is only one key.")
    private @Nullable String whose;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "1 to 200. Default 20.")
    private int limit;

    HistoryCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        if (limit < 1 || limit > MOST) {
            throw CommandFailure.usage("--limit is 1 to " + MOST + ".", "Choose a number in that range.");
        }
        Network network = session.network();
        Wallets wallets = session.wallets(network);
        Address account = whose == null
                ? wallets.only("Whose history?", "Name a key or an address; tally wallet list shows the keys.")
                        .account()
                : wallets.account(whose, network.addresses());
        String address = network.addresses().format(account);
        List<TransactionStatus> history;
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            history =
                    nodes.ask(node -> node.accountTransactions(address, limit)).items();
        }
        if (history.isEmpty()) {
            session.report().note("Nothing was paid from or to " + address + " yet.");
        }
        TransactionText text = new TransactionText(network, wallets);
        StringBuilder lines = new StringBuilder();
        history.forEach(each -> lines.append(line(session, text, each)));
        session.report().result(lines.toString(), json -> {
            json.put("address", address);
            ArrayNode list = json.putArray("transactions");
            history.forEach(each -> toJson(text, each, list.addObject()));
        });
    }

    private static String line(Session session, TransactionText text, TransactionStatus status) {
        Optional<Transaction> transaction = transaction(text, status);
        String time = status.inclusion()
                .map(where -> Instant.ofEpochMilli(where.timeMs())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString())
                .orElse("");
        String what = transaction
                .map(each -> session.around().outIsTerminal() ? text.shortHeadline(each) : text.headline(each))
                .orElseGet(() -> unknown(status));
        String memo = transaction
                .map(each -> Printable.line(each.body().memo()))
                .filter(each -> !each.isEmpty())
                .map(each -> "  \"" + each + "\"")
                .orElse("");
        String failed = status.state() == TransactionState.FAILED
                ? "  " + session.report().style().bad("failed: " + Printable.line(failure(status)))
                : "";
        return time + "  " + TransactionIds.shown(status.id()) + "  " + what + memo + failed + "\n";
    }

    private static void toJson(TransactionText text, TransactionStatus status, ObjectNode json) {
        json.put("state", status.state() == TransactionState.FAILED ? "failed" : "final");
        json.put("transactionId", status.id().hex());
        transaction(text, status).ifPresent(each -> text.toJson(each, json));
        status.inclusion().ifPresent(where -> {
            json.put("height", where.height().value());
            json.put("index", where.index());
            json.put("timeMs", where.timeMs());
            where.failure().ifPresent(why -> json.put("failure", why.code()));
        });
    }

    private static Optional<Transaction> transaction(TransactionText text, TransactionStatus status) {
        return status.transaction()
                .filter(data -> data.operations().stream().allMatch(OperationData::isKnown))
                .map(data -> text.network().transactions().toTransaction(data));
    }

    /** What a newer node tells of, by its name. */
    private static String unknown(TransactionStatus status) {
        return status.transaction().stream()
                .flatMap(data -> data.operations().stream())
                .map(operation -> Printable.line(operation.type()))
                .distinct()
                .collect(Collectors.joining(", ", "", " (this version of the wallet does not know it)"));
    }

    private static String failure(TransactionStatus status) {
        return status.inclusion()
                .flatMap(Inclusion::failure)
                .map(Inclusion.Failure::code)
                .orElse("");
    }
}
