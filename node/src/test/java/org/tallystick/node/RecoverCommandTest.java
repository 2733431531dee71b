package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.HostPort;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.consensus.LogRecord;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.View;
import org.tallystick.node.engine.Node;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.store.VoteLogIdentity;
import org.tallystick.node.testing.TestNetwork;
import picocli.CommandLine;

/** The operator's command on the files of a node that is stopped. */
final class RecoverCommandTest {
    private final TestNetwork network = TestNetwork.of("testing");
    private final KeyPair key = TestNetwork.key("node-0");
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path home = Path.of("");

    private NodeConfig config = NodeConfig.of(
            new NodeConfig.Identity("node-0", Path.of("genesis.json"), Path.of("key.json")),
            new NodeConfig.Listen(
                    new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2), new HostPort("127.0.0.1", 3)));

    private Path log = Path.of("");

    @BeforeEach
    void make_the_files() {
        config.write(home.resolve("node.toml"));
        config = NodeConfig.read(home.resolve("node.toml"));
        log = config.storage().votes().resolve("votes.log");
        GenesisFile.write(home.resolve("genesis.json"), network.genesis());
        NodeKeyFile.write(home.resolve("key.json"), key);
    }

    @Test
    void tells_what_it_would_do_and_changes_nothing_unasked() {
        assertThat(recover("--view", "50")).isEqualTo(2);

        assertThat(out.toString())
                .contains("votes.log: missing", "vote in no view up to 50", "Nothing was changed", "--yes");
        assertThat(log).doesNotExist();
    }

    @Test
    void never_goes_below_what_the_old_log_tells() throws IOException {
        try (VoteLog votes = open(true)) {
            votes.append(List.of(abstain(36)));
        }

        assertThat(recover("--view", "35", "--yes")).isEqualTo(2);

        assertThat(out.toString()).contains("intact", "views up to 36", "--view 35 is too low");
        assertThat(records()).containsExactly(abstain(36));
        assertThat(recover("--view", "36", "--yes")).isZero();
        assertThat(records()).containsExactly(abstain(36), abstain(36));
    }

    @Test
    void never_goes_below_what_can_be_read_of_a_damaged_log() throws IOException {
        try (VoteLog votes = open(true)) {
            votes.append(List.of(abstain(36)));
            votes.append(List.of(abstain(30)));
        }
        byte[] rotten = Files.readAllBytes(log);
        int second = 512 + frameLength(rotten);
        rotten[second + 2] ^= 1;
        Files.write(log, rotten);

        assertThat(recover("--view", "35", "--yes")).isEqualTo(2);
        assertThat(recover("--view", "40", "--yes")).isZero();

        assertThat(out.toString()).contains("damaged", "views up to 36");
        assertThat(records()).containsExactly(abstain(40));
        assertThat(log.resolveSibling("votes.log.kept-1")).hasBinaryContent(rotten);
    }

    @Test
    void refuses_while_the_node_runs() {
        try (VoteLog votes = open(true)) {
            assertThat(recover("--view", "50", "--yes")).isEqualTo(2);
            assertThat(votes.records()).isEmpty();
        }
    }

    private static int frameLength(byte[] file) {
        int end = 512;
        while (file[end] != 0x7F || file[end + 1] != (byte) 0xF7) {
            end++;
        }
        return end + 1 - 512;
    }

    private int recover(String... arguments) {
        CommandLine command = NodeCommand.commandLine();
        PrintWriter writer = new PrintWriter(out, true);
        command.setOut(writer).setErr(writer);
        String[] all = new String[arguments.length + 3];
        all[0] = "recover";
        all[1] = "--config";
        all[2] = home.resolve("node.toml").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return command.execute(all);
    }

    private List<Bytes> records() {
        try (VoteLog votes = open(false)) {
            return votes.records();
        }
    }

    private VoteLog open(boolean neverVoted) {
        return VoteLog.open(
                config.storage().votes(),
                Node.voteWitness(config),
                new VoteLogIdentity(network.genesis().hash(), key.publicKey()),
                neverVoted);
    }

    private static Bytes abstain(long view) {
        return Bytes.encodingOf(new LogRecord.Abstain(View.of(view)));
    }
}
