package org.tallystick.testnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.config.EndpointsFile;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.Genesis.Allocation;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.keystore.Keystore;

final class FoundingTest {
    private static final long TIME_MS = 1_790_000_000_000L;

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void every_node_finds_its_own_key_among_the_authorities() {
        TestnetFolder folder = found(4);
        Genesis genesis = GenesisFile.read(folder.genesis());

        assertThat(genesis.timeMs()).isEqualTo(TIME_MS);
        assertThat(folder.nodes()).hasSize(4).allSatisfy(node -> {
            NodeConfig config = NodeConfig.read(node.config());
            Authority authority = genesis.authorities().authorities().get(node.index());
            assertThat(config.identity().name()).isEqualTo(authority.name()).isEqualTo(node.name());
            assertThat(NodeKeyFile.read(config.identity().keyFile()).publicKey())
                    .isEqualTo(authority.publicKey());
            assertThat(config.listen().p2p()).hasToString(authority.address());
            assertThat(GenesisFile.read(config.identity().genesis())).isEqualTo(genesis);
        });
    }

    @Test
    void ports_are_ten_apart_with_api_then_p2p_then_admin() {
        TestnetFolder folder = found(3);

        NodeConfig.Listen listen = NodeConfig.read(folder.node(2).config()).listen();
        EndpointsFile.Endpoint endpoint =
                EndpointsFile.read(folder.endpoints()).nodes().get(2);

        assertThat(listen.api()).hasToString("127.0.0.1:7020");
        assertThat(listen.p2p()).hasToString("127.0.0.1:7021");
        assertThat(listen.admin()).hasToString("127.0.0.1:7022");
        assertThat(endpoint.api()).hasToString("http://127.0.0.1:7020");
        assertThat(endpoint.p2p()).isEqualTo(listen.p2p());
        assertThat(folder.startsAt(7000)).isTrue();
        assertThat(folder.startsAt(7020)).isFalse();
    }

    @Test
    void the_wallets_hold_the_whole_supply() {
        TestnetFolder folder = found(1);
        Genesis genesis = GenesisFile.read(folder.genesis());
        List<KeyEntry> wallets = new Keystore(folder.wallets()).list();

        assertThat(wallets).extracting(KeyEntry::name).containsExactly("alice", "bob", "carol", "dave", "treasury");
        assertThat(genesis.balances())
                .extracting(Allocation::address)
                .containsExactlyInAnyOrderElementsOf(
                        wallets.stream().map(KeyEntry::account).toList());
        assertThat(genesis.supply().toCoins()).isEqualTo("10004000000");
    }

    @Test
    void a_folder_without_endpoints_is_unfinished_and_not_a_network() throws Exception {
        TestnetFolder folder = found(1);
        assertThat(folder.content()).isEqualTo(TestnetFolder.Content.NETWORK);

        Files.delete(folder.endpoints());

        assertThat(folder.content()).isEqualTo(TestnetFolder.Content.UNFINISHED);
        assertThatThrownBy(folder::nodes)
                .isInstanceOfSatisfying(
                        TestnetException.class, e -> assertThat(e.remedy()).contains("up --reset"));
    }

    @Test
    void delete_takes_a_network_away_and_touches_nothing_else() throws Exception {
        TestnetFolder folder = found(2);
        folder.delete();
        assertThat(folder.root()).doesNotExist();

        Path mine = Files.createDirectory(temporary.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "do not lose");
        assertThatThrownBy(new TestnetFolder(mine)::delete).isInstanceOf(TestnetException.class);
        assertThat(mine.resolve("thesis.txt")).exists();
    }

    @ParameterizedTest
    @CsvSource({"0, 8700", "101, 8700", "4, 0", "4, 65500"})
    void refuses_what_can_not_be_a_testnet(int nodes, int basePort) {
        assertThatThrownBy(() -> new Founding(nodes, basePort))
                .isInstanceOfSatisfying(
                        TestnetException.class, e -> assertThat(e.kind()).isEqualTo(TestnetException.Kind.USAGE));
    }

    private TestnetFolder found(int nodes) {
        TestnetFolder folder = new TestnetFolder(temporary.resolve("net"));
        new Founding(nodes, 7000).found(folder, TIME_MS, new SecureRandom());
        return folder;
    }
}
