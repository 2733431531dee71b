package org.tallystick.testnet;

import java.util.List;
import org.tallystick.config.GenesisFile;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.keystore.Keystore;

/** What {@code up} says, in the shape of its JSON. */
record UpReport(String folder, Hash genesisHash, List<Node> nodes, List<Wallet> wallets) {

    /** One node and where it is reached. */
    record Node(String name, String api, String p2p, String explorer) {}

    /** A funded wallet of the testnet. */
    record Wallet(String name, String address) {}

    static UpReport of(Testnet testnet) {
        Genesis genesis = GenesisFile.read(testnet.folder().genesis());
        List<Node> nodes = testnet.endpoints().nodes().stream()
                .map(node -> new Node(
                        node.name(),
                        node.api().toString(),
                        node.p2p().toString(),
                        node.explorer().toString()))
                .toList();
        List<Wallet> wallets = new Keystore(testnet.folder().wallets())
                .list().stream()
                        .filter(key -> Founding.PEOPLE.contains(key.name()))
                        .map(key -> new Wallet(key.name(), key.address()))
                        .toList();
        return new UpReport(testnet.folder().root().toString(), genesis.hash(), nodes, wallets);
    }

    /** What scripts want: where the first node's API is. */
    String brief() {
        return nodes.getFirst().api();
    }

    /**
     * For people.
     *
     * @param wallet what makes {@code tally wallet} commands mean this network
     * @param dir the same for {@code tally testnet}
     */
    String toText(String wallet, String dir) {
        TextTable urls = new TextTable("NODE", "API AND EXPLORER", "P2P");
        nodes.forEach(node -> urls.row(node.name(), node.explorer(), node.p2p()));
        TextTable purses = new TextTable("WALLET", "ADDRESS");
        wallets.forEach(each -> purses.row(each.name(), each.address()));
        return """
            All %d nodes are ready.

            %s
            %s
            Each wallet began with %s TLY. Next:
              ./tally wallet send%s --from alice --to bob 1.25
              ./tally wallet balance%s bob
              ./tally testnet status%s\
            """.formatted(nodes.size(), urls, purses, Founding.COINS_PER_PERSON.toCoins(), wallet, wallet, dir);
    }
}
