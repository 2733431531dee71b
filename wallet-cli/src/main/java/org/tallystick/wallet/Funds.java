package org.tallystick.wallet;

import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.ClientException;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Failures;

/** What a payer lacks. */
final class Funds {
    private Funds() {}

    /** The refusal, with what there is and what is needed if there is not enough. */
    static CommandFailure explained(Session session, Network network, Transaction transaction, ApiException refused) {
        CommandFailure failure = Failures.of(refused);
        if (!refused.code().equals("INSUFFICIENT_FUNDS") && !refused.code().equals("UNKNOWN_ACCOUNT")) {
            return failure;
        }
        String address = network.addresses().format(transaction.body().sender());
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            Amount there = nodes.ask(node -> node.account(address)).balance();
            String sentence = "There is not enough money: the payment takes "
                    + network.coins(transaction.body().debit()) + " with its fee, and the account has "
                    + network.coins(there) + ".";
            return new CommandFailure(failure.exitCode(), failure.code(), sentence, failure.nextStep())
                    .ofTransaction(transaction.id());
        } catch (ClientException e) {
            session.report().detail("The balance can't be had: " + e.getMessage());
            return failure;
        }
    }
}
