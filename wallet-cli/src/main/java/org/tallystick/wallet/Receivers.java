package org.tallystick.wallet;

import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.value.Address;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;

/** Who is meant by what was written after {@code --to}. */
final class Receivers {
    private static final String MARK = "@";

    private Receivers() {}

    /**
     * The account of a key that is here, of a name on the ledger, or of an address. A key comes before a name that is written the
     * same; {@code @alice} is the name in any case. What a name stands for is proven and shown.
     */
    static Address of(Session session, Network network, Wallets wallets, String to) {
        String name = to.startsWith(MARK) ? to.substring(MARK.length()) : to;
        boolean isKey = !to.startsWith(MARK) && wallets.find(to).isPresent();
        if (isKey || (!to.startsWith(MARK) && Names.fault(name).isPresent())) {
            return wallets.account(to, network.addresses());
        }
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            Address holder = new NameLookup(network, nodes).holder(name);
            session.report().note(name + " is " + network.addresses().format(holder) + ", as is proven.");
            return holder;
        }
    }
}
