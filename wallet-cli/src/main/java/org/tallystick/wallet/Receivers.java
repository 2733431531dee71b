package org.tallystick.wallet;

import org.tallystick.ledger.value.Address;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;

/** Who is meant by what was written after {@code --to}. */
final class Receivers {
    private static final String MARK = "@";

    private Receivers() {}

    /**
     * {@code @alice} is the name on the ledger, whatever keys there are: a word that is misspelt must not become a stranger. Anything
     * else is a key that is here, or an address. What a name stands for is proven and shown.
     */
    static Address of(Session session, Network network, Wallets wallets, String to) {
        if (!to.startsWith(MARK)) {
            return wallets.account(to, network.addresses());
        }
        String name = to.substring(MARK.length());
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            Address holder = new NameLookup(network, nodes).holder(name);
            session.report().note(name + " is " + network.addresses().format(holder) + ", as is proven.");
            return holder;
        }
    }
}
