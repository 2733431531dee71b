package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.config.ConfigException;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.HostPort;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.value.Amount;
import org.tallystick.node.testing.TestNetwork;

class PrivacyTest {
    private static final KeyPair KEY = TestNetwork.key("node-0");
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    @TempDir
    Path folder;

    /** The public API would show everyone what the network says that only its parties see. */
    @Test
    void a_network_whose_payments_only_their_parties_may_see_is_not_served() {
        Genesis genesis = new Genesis(
                "private",
                "tst",
                "TST",
                1,
                Genesis.Privacy.PARTIES,
                Amount.ZERO,
                NameKnobs.DEFAULT,
                new AuthoritySet(List.of(new Authority("node-0", KEY.publicKey(), "127.0.0.1:1"))),
                List.of(new Genesis.Allocation(TestNetwork.address(KEY), Amount.parseCoins("1"))));
        GenesisFile.write(folder.resolve("genesis.json"), genesis);
        NodeKeyFile.write(folder.resolve("key.json"), KEY);
        NodeConfig config = NodeConfig.of(
                new NodeConfig.Identity("node-0", folder.resolve("genesis.json"), folder.resolve("key.json")),
                new NodeConfig.Listen(ANY, ANY, ANY));
        assertThatThrownBy(() -> Node.start(config, () -> Instant.EPOCH, true))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.key()).isEqualTo("privacy"));
    }
}
