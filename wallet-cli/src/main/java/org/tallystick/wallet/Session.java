package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.Optional;
import org.tallystick.config.NetworkProfile;
import org.tallystick.config.Networks;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Outbox;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Prompt;
import org.tallystick.wallet.terminal.Report;
import org.tallystick.wallet.terminal.Surroundings;

/** One run of one command: what the flags and the surroundings come to. */
record Session(Surroundings around, GlobalFlags flags, Report report) {

    static Session of(Surroundings around, GlobalFlags flags) {
        return new Session(around, flags, new Report(around, flags));
    }

    /** The network that is meant, with its genesis. */
    Network network() {
        NetworkProfile profile = networks().resolve(flags.network());
        report.detail("Network " + profile.name() + ".");
        return Network.load(profile);
    }

    /** The network that is meant, for what works without one as well. */
    Optional<NetworkProfile> profile() {
        return networks().find(flags.network());
    }

    Wallets wallets(Optional<NetworkProfile> profile) {
        return Wallets.of(profile, around.dataFolder());
    }

    Wallets wallets(Network network) {
        return wallets(Optional.of(network.profile()));
    }

    /** The person at the terminal, unless there is none or they asked not to be asked. */
    Optional<Prompt> prompt() {
        return flags.noInput() ? Optional.empty() : around.prompt();
    }

    /** What this wallet sent on the network. */
    Outbox outbox(Network network) {
        return new Outbox(around.dataFolder(), network);
    }

    /** A path as the user typed it, from where the command was started. */
    Path path(Path typed) {
        return around.workingFolder().resolve(typed);
    }

    private Networks networks() {
        return new Networks(around.configFolder(), around.workingFolder(), around.variable("TALLY_NETWORK"));
    }
}
