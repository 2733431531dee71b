package org.tallystick.wallet;

import org.tallystick.config.NetworkProfile;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.keystore.Keystore;
import org.tallystick.wallet.keystore.Passphrase;
import org.tallystick.wallet.payment.Network;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a new key is kept. */
final class NewKeyFlags {
    /** The prefix of addresses where no network is chosen. */
    private static final String DEFAULT_PREFIX = "tly";

    @Mixin
    private final PassphraseFlags passphrases = new PassphraseFlags();

    @Option(
            names = "--insecure-no-passphrase",
            description = "Keep the key unencrypted. For play money: whoever reads the file has the key.")
    private boolean insecure;

    /** Refuses a name that is taken before anything is asked or shown. */
    Keystore keystoreFor(Session session, String name) {
        Wallets wallets = session.wallets(session.profile());
        if (wallets.find(name).isPresent()) {
            throw Keystore.exists(name);
        }
        return wallets.home();
    }

    KeyEntry keep(Session session, Keystore keystore, String name, KeyPair keys) {
        AddressFormat addresses = addresses(session);
        if (insecure) {
            return keystore.createInsecure(name, keys, addresses);
        }
        try (Passphrase passphrase = passphrases.choose(session, name)) {
            return keystore.create(name, keys, addresses, passphrase);
        }
    }

    private static AddressFormat addresses(Session session) {
        return session.profile()
                .map((NetworkProfile profile) -> Network.load(profile).addresses())
                .orElseGet(() -> new AddressFormat(DEFAULT_PREFIX));
    }
}
