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

/** The people of a new testnet take their names on its ledger, as they would themselves. */
final class NamedWallets {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private NamedWallets() {}

    /** @throws TestnetException if a name does not become final in time */
    static void register(Testnet testnet) {
        Genesis genesis = GenesisFile.read(testnet.folder().genesis());
        Signatory signatory = LoadVerb.signatory(genesis);
        TallyClient node = testnet.clients().getFirst();
        for (String person : Founding.PEOPLE) {
            RegisterName name = new RegisterName(person, genesis.names().deposit());
            var state = node.submitAndWait(
                            signatory.sign(LoadVerb.keys(testnet, person), person, List.of(name)), PATIENCE)
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
