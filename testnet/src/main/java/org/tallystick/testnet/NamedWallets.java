package org.tallystick.testnet;

import java.time.Duration;
import java.util.List;
import org.tallystick.api.TransactionState;
import org.tallystick.api.client.TallyClient;
import org.tallystick.config.GenesisFile;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.names.RegisterName;
import org.tallystick.testnet.load.Signatory;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetException;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.keystore.Keystore;

/** The people of a new testnet take their names on its ledger, as they would themselves. */
final class NamedWallets {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long VALID_MS = 600_000;

    private NamedWallets() {}

    /** @throws TestnetException if a name does not become final in time */
    static void register(Testnet testnet) {
        TestnetFolder folder = testnet.folder();
        Genesis genesis = GenesisFile.read(folder.genesis());
        Signatory signatory =
                new Signatory(genesis.hash(), "names", genesis.feeMinimum(), System.currentTimeMillis() + VALID_MS);
        Keystore wallets = new Keystore(folder.wallets());
        TallyClient node = testnet.clients().getFirst();
        for (String person : Founding.PEOPLE) {
            var keys = wallets.find(person)
                    .orElseThrow(() -> Keystore.notFound(person))
                    .unlock(() -> {
                        throw new IllegalStateException("a testnet's wallets are not encrypted");
                    });
            RegisterName name = new RegisterName(person, genesis.names().deposit());
            var state = node.submitAndWait(signatory.sign(keys, person, List.of(name)), PATIENCE)
                    .state();
            if (state != TransactionState.FINAL) {
                throw new TestnetException(
                        TestnetException.Kind.FAILED,
                        "the name " + person + " is " + state + " and not registered",
                        "Register it with: tally wallet name register " + person + " --from " + person + ".");
            }
        }
    }
}
