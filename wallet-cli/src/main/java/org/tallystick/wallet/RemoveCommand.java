package org.tallystick.wallet;

import org.tallystick.api.client.ClientException;
import org.tallystick.config.ConfigException;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.keystore.Keystore;
import org.tallystick.wallet.keystore.KeystoreException;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Delete a key's file. Without its recovery words the money is lost.")
final class RemoveCommand extends WalletSubcommand {
    @Parameters(paramLabel = "NAME", description = "The key's name.")
    private String name = "";

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    RemoveCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Keystore keystore = session.wallets(session.profile()).holder(name).orElseThrow(() -> Keystore.notFound(name));
        if (!confirmation.given()) {
            String question = balance(session) + " Delete the key " + name + " from " + keystore.folder() + "?";
            confirmation.require(question, session.prompt());
        }
        keystore.remove(name);
        session.report().result("Removed " + name, json -> json.put("removed", name));
    }

    /** What would be lost, as far as it can be had: no node need run for a key to be removed. */
    private String balance(Session session) {
        if (session.profile().isEmpty()) {
            return "No network is chosen that could tell the balance of " + name + ".";
        }
        try {
            Network network = session.network();
            Address account = session.wallets(network).require(name).account();
            String address = network.addresses().format(account);
            try (Nodes nodes = new Nodes(network.profile().apis())) {
                Amount balance = nodes.ask(node -> node.account(address)).balance();
                return name + " holds " + network.coins(balance) + ".";
            }
        } catch (ClientException | ConfigException | KeystoreException e) {
            return "The balance of " + name + " can't be had at the moment.";
        }
    }
}
