package org.tallystick.testnet;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tallystick.api.ApiJson;
import org.tallystick.testnet.network.NodeProgram;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.terminal.CommandLines;
import org.tallystick.wallet.terminal.ExitCode;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Report;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What every verb of {@code tally testnet} is: global flags, the testnet's folder, and one thing to do. */
abstract class Verb implements Callable<Integer>, CommandLines.Flagged {
    private static final String DEFAULT_FOLDER = ".testnet";

    private final Surroundings around;

    @Mixin
    private final GlobalFlags flags = new GlobalFlags();

    @Option(
            names = {"-d", "--dir"},
            paramLabel = "FOLDER",
            description = "The testnet's folder (default: " + DEFAULT_FOLDER + ").")
    private Path dir = Path.of(DEFAULT_FOLDER);

    Verb(Surroundings around) {
        this.around = around;
    }

    /** Does it, and says how it ended. Failures are thrown; {@link TestnetFailures} knows them. */
    abstract ExitCode run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        return run().number();
    }

    @Override
    public final GlobalFlags flags() {
        return flags;
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
        return new Report(around, flags);
    }

    /** The result: {@code text} for people, or the record {@code value} as JSON. */
    final void result(String text, Record value) {
        report().result(text, json -> json.setAll(ApiJson.lenient().<ObjectNode>valueToTree(value)));
    }

    private Path named() {
        return dir.toString().equals(DEFAULT_FOLDER)
                ? flags.network().map(Path::of).orElse(dir)
                : dir;
    }
}
