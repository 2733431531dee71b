package org.tallystick.testnet;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.tallystick.config.ExitCode;
import org.tallystick.config.GenesisFile;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.testnet.load.Progress;
import org.tallystick.testnet.load.Signatory;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetException;
import org.tallystick.testnet.network.TestnetException.Kind;
import org.tallystick.wallet.keystore.Keystore;
import org.tallystick.wallet.keystore.KeystoreException;
import org.tallystick.wallet.terminal.Surroundings;

/** A verb that sends payments from the testnet's treasury. */
abstract class LoadVerb extends Verb {
    private static final long VALIDITY_MS = 6 * 3_600_000;
    private static final int SEED_BYTES = 8;

    LoadVerb(Surroundings around) {
        super(around);
    }

    @Override
    final ExitCode run() throws InterruptedException {
        try (Testnet testnet = open();
                ProgressLine progress = new ProgressLine(around(), flags().quiet())) {
            if (!testnet.hasQuorum()) {
                throw new TestnetException(
                        Kind.UNREACHABLE,
                        "too few nodes run for any payment to become final",
                        "Start them with: tally testnet resume" + folderFlag("--dir"));
            }
            return run(testnet, GenesisFile.read(testnet.folder().genesis()), progress);
        }
    }

    abstract ExitCode run(Testnet testnet, Genesis genesis, Progress progress) throws InterruptedException;

    /** Keys and idempotency keys that no earlier run used. */
    static Signatory signatory(Genesis genesis) {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        long validUntilMs = System.currentTimeMillis() + VALIDITY_MS;
        return new Signatory(genesis.hash(), HexFormat.of().formatHex(seed), genesis.feeMinimum(), validUntilMs);
    }

    static KeyPair treasury(Testnet testnet) {
        return keys(testnet, Founding.TREASURY);
    }

    /** The keys of one of the testnet's wallets. These are not encrypted, so nobody asks. */
    static KeyPair keys(Testnet testnet, String wallet) {
        return new Keystore(testnet.folder().wallets())
                .find(wallet)
                .orElseThrow(() -> Keystore.notFound(wallet))
                .unlock(() -> {
                    throw new KeystoreException(
                            KeystoreException.Kind.LOCKED,
                            "the key of " + wallet + " is encrypted",
                            "Make the testnet anew.");
                });
    }
}
