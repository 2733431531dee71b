package org.tallystick.wallet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tallystick.api.AccountData;
import org.tallystick.ledger.value.Address;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

@Command(name = "balance", description = "Show the final balances of keys or addresses; of all keys if none is named.")
final class BalanceCommand extends WalletSubcommand {
    @Parameters(paramLabel = "NAME|ADDRESS", arity = "0..*", description = "Whose.")
    private List<String> whose = List.of();

    BalanceCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Network network = session.network();
        Wallets wallets = session.wallets(network);
        List<String> labels =
                whose.isEmpty() ? wallets.list().stream().map(KeyEntry::name).toList() : whose;
        if (labels.isEmpty()) {
            throw CommandFailure.notFound(
                    "There are no keys yet.", "Make one with: tally wallet create NAME, or name an address.");
        }
        Map<String, AccountData> balances = new LinkedHashMap<>();
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            for (String label : labels) {
                Address account = wallets.account(label, network.addresses());
                String address = network.addresses().format(account);
                balances.put(label, nodes.ask(node -> node.account(address)));
            }
        }
        print(session, network, balances);
    }

    private static void print(Session session, Network network, Map<String, AccountData> balances) {
        int width = balances.keySet().stream().mapToInt(String::length).max().orElse(1);
        StringBuilder text = new StringBuilder();
        balances.forEach((label, account) -> text.append(
                String.format(Locale.ROOT, "%-" + width + "s  %s%n", label, network.coins(account.balance()))));
        session.report().result(text.toString(), json -> {
            ArrayNode list = json.putArray("accounts");
            balances.forEach((label, account) -> TransactionText.putAmount(
                            list.addObject().put("name", label).put("address", account.address()),
                            "balance",
                            account.balance())
                    .put("height", account.height().value()));
        });
    }
}
