package org.tallystick.testnet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.ApiJson;
import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.NodeProgram;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.GroupVerb;
import org.tallystick.wallet.terminal.Prompt;
import org.tallystick.wallet.terminal.Report;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What every verb of {@code tally testnet} is: the testnet's folder, and one thing to do. */
abstract class Verb extends GroupVerb implements Callable<Integer> {
    private static final String DEFAULT_FOLDER = ".testnet";

    private final Surroundings around;

    @Option(
            names = {"-d", "--dir"},
            paramLabel = "FOLDER",
            description = "The testnet's folder (default: " + DEFAULT_FOLDER + ").")
    private @Nullable Path dir;

    Verb(Surroundings around) {
        this.around = around;
    }

    /** Does it, and says how it ended. Failures are thrown; {@link TestnetFailures} knows them. */
    abstract ExitCode run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        return run().number();
    }

    final Surroundings around() {
        return around;
    }

    /** The folder that {@code --dir} names, or {@code -n} as with the wallet; it need not be there. */
    final TestnetFolder folder() {
        return new TestnetFolder(around.workingFolder().resolve(named()));
    }

    /** What makes another command mean this testnet: {@code option} and the folder, unless it is the default one. */
    final String folderFlag(String option) {
        return named().toString().equals(DEFAULT_FOLDER) ? "" : " " + option + " " + named();
    }

    /** The network in {@link #folder()}, to be closed. */
    final Testnet open() {
        return new Testnet(folder(), NodeProgram.ofThisBuild());
    }

    final Report report() {
        return new Report(around, flags());
    }

    /** The result: {@code text} for people, or the record {@code value} as JSON. */
    final void result(String text, Record value) {
        result(text, text, value);
    }

    /** The same; {@code brief} is all that remains of the text under {@code --quiet}. */
    final void result(String text, String brief, Record value) {
        report().result(text, brief, json -> json.setAll(ApiJson.lenient().<ObjectNode>valueToTree(value)));
    }

    /** The person at the terminal, unless there is none or they asked not to be asked. */
    final Optional<Prompt> person() {
        return flags().noInput() ? Optional.empty() : around.prompt();
    }

    /** With a yes, ends all nodes of a testnet and deletes it; the files that are left are not of a testnet. */
    final List<Path> delete(TestnetFolder folder, Confirmation confirmation) {
        confirmation.require("Delete the testnet in " + folder.root() + " with its keys and ledger?", person());
        return Testnet.remove(folder, NodeProgram.ofThisBuild());
    }

    /** Refuses a choice of folder that would change nothing. */
    final void requireNoFolder() {
        if (dir != null || flags().network().isPresent()) {
            throw CommandFailure.usage(
                    "This looks at all testnets in the working directory.", "Leave out --dir and --network.");
        }
    }

    private Path named() {
        Optional<Path> network = flags().network().map(Path::of);
        Path own = dir;
        if (own == null) {
            return network.orElse(Path.of(DEFAULT_FOLDER));
        }
        if (network.isPresent() && !network.get().equals(own)) {
            throw CommandFailure.usage(
                    "Which testnet: --dir " + own + " or --network " + network.get() + "?", "Give one of the two.");
        }
        return own;
    }
}
