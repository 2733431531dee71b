package org.tallystick.fuzz;

import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.proof.ProofFileException;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.config.ConfigException;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.HostPort;
import org.tallystick.config.NetworkProfile;
import org.tallystick.config.NodeConfig;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.TransactionFile;

/** Files that people pass on: of the genesis, of a node's settings, of transactions, of proofs. */
final class FileTargets {
    private final Genesis genesis = TestNetwork.genesis();
    private final TestLedger ledger = new TestLedger(genesis);
    private final Transaction payment = TestNetwork.pay(genesis, ALICE, 1, TestNetwork.transfer(BOB, 5));
    private final Executed executed = ledger.append(payment).executed();
    private final Certificate certificate = TestNetwork.finalization(genesis, ledger.header(), 0, 1, 3);
    private final ProofFiles proofs = new ProofFiles(genesis);

    private FileTargets() {}

    static List<Target> all() {
        FileTargets files = new FileTargets();
        return List.of(
                Target.text(
                        "genesis-file",
                        text -> GenesisFile.toJson(GenesisFile.parse(text)),
                        ConfigException.class::isInstance,
                        List.of(GenesisFile.toJson(files.genesis))),
                Target.text(
                        "node-toml",
                        text -> NodeConfig.parse(text, "node.toml").toToml(),
                        ConfigException.class::isInstance,
                        List.of(settings().toToml())),
                files.transactions(),
                Target.text(
                        "receipt-proof-file",
                        text -> files.proofs.write(files.proofs.readReceiptProof(text)),
                        ProofFileException.class::isInstance,
                        List.of(files.proofs.write(files.receiptProof()))),
                Target.text(
                        "balance-proof-file",
                        text -> files.proofs.write(files.proofs.readStateProof(text)),
                        ProofFileException.class::isInstance,
                        List.of(files.proofs.write(files.balanceProof()))));
    }

    private Target transactions() {
        Network network = new Network(
                new NetworkProfile("test", Path.of(GenesisFile.NAME), List.of(), Optional.empty()),
                genesis,
                genesis.hash());
        return Target.text(
                "transaction-file",
                text -> TransactionFile.toJson(network, TransactionFile.parse(text, "transaction.json", network)),
                ConfigException.class::isInstance,
                List.of(TransactionFile.toJson(network, payment)));
    }

    private ReceiptProof receiptProof() {
        return ReceiptProof.of(
                executed.block().transactions(),
                executed.receipts(),
                executed.records(),
                0,
                List.of(executed.block().header()),
                certificate);
    }

    private StateProof balanceProof() {
        return StateProof.of(
                ledger.state(), Accounts.TABLE.key(TestNetwork.address(BOB)), ledger.header(), certificate);
    }

    private static NodeConfig settings() {
        return NodeConfig.of(
                new NodeConfig.Identity("node-0", Path.of("genesis.json"), Path.of("key.json")),
                new NodeConfig.Listen(
                        HostPort.parse("127.0.0.1:8700"),
                        HostPort.parse("0.0.0.0:8701"),
                        HostPort.parse("127.0.0.1:8702")));
    }
}
