package org.tallystick.wallet.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.config.EndpointsFile;
import org.tallystick.config.EndpointsFile.Endpoint;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.HostPort;
import org.tallystick.config.NetworkProfile;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.Genesis.Allocation;
import org.tallystick.ledger.genesis.Genesis.Privacy;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.keystore.Keystore;

/** A testnet's folder with one node and the wallets {@code alice} (100 coins) and {@code bob} (1 coin). */
public final class SoloTestnet implements AutoCloseable {
    public static final Amount FEE = Amount.parseCoins("0.001");

    private final KeyPair alice = KeyPair.generate(new SecureRandom());
    private final KeyPair bob = KeyPair.generate(new SecureRandom());
    private final SoloLedger ledger;
    private final SoloNode node;
    private final Path folder;

    public SoloTestnet(Path folder) throws IOException {
        this.folder = folder;
        KeyPair authority = KeyPair.generate(new SecureRandom());
        Genesis genesis = genesis(authority);
        ledger = new SoloLedger(genesis, authority);
        node = new SoloNode(ledger);
        GenesisFile.write(folder.resolve(GenesisFile.NAME), genesis);
        reachableAt(node.api());
        Keystore wallets = new Keystore(folder.resolve(NetworkProfile.WALLETS));
        AddressFormat addresses = new AddressFormat(genesis.addressPrefix());
        wallets.createInsecure("alice", alice, addresses);
        wallets.createInsecure("bob", bob, addresses);
    }

    private Genesis genesis(KeyPair authority) {
        List<Allocation> balances = new ArrayList<>();
        balances.add(new Allocation(Address.of(alice.publicKey()), Amount.parseCoins("100")));
        balances.add(new Allocation(Address.of(bob.publicKey()), Amount.parseCoins("1")));
        balances.sort(Comparator.comparing(Allocation::address));
        AuthoritySet authorities =
                new AuthoritySet(List.of(new Authority("solo", authority.publicKey(), "127.0.0.1:1")));
        return new Genesis(
                "solo",
                "tly",
                "TLY",
                System.currentTimeMillis() - 1_000,
                Privacy.PUBLIC,
                FEE,
                NameKnobs.DEFAULT,
                authorities,
                balances);
    }

    /** Writes which nodes there are, in this order. */
    public void reachableAt(URI... apis) {
        List<Endpoint> nodes = new ArrayList<>();
        for (URI api : apis) {
            nodes.add(new Endpoint("node-" + nodes.size(), api, new HostPort("127.0.0.1", 1), api));
        }
        new EndpointsFile(nodes).write(folder.resolve(EndpointsFile.NAME));
    }

    public Path folder() {
        return folder;
    }

    public SoloLedger ledger() {
        return ledger;
    }

    public SoloNode node() {
        return node;
    }

    public String alice() {
        return new AddressFormat("tly").format(Address.of(alice.publicKey()));
    }

    public String bob() {
        return new AddressFormat("tly").format(Address.of(bob.publicKey()));
    }

    /** Balance in coins. */
    public String balance(String address) {
        return ledger.balance(new AddressFormat("tly").parse(address)).toCoins();
    }

    @Override
    public void close() {
        node.close();
    }
}
