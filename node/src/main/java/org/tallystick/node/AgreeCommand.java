package org.tallystick.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.node.recovery.Agreement;
import org.tallystick.node.recovery.Standing;
import org.tallystick.node.recovery.StoppedNode;
import org.tallystick.node.store.VoteLogRescue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The way out when more vote logs are lost than the network can bear: all operators agree on where to begin again. */
@Command(
        name = "agree",
        description = {
            "Let a network go on in which more authorities lost their votes than may be silent, by an agreement of all"
                    + " of its operators. All nodes are stopped, and stay so until the last step:",
            "1. 'state' on every node writes where it stands; every operator gets every file.",
            "2. 'sign' on every node, with all those files, votes to skip the views in question.",
            "3. 'begin' on every node, with all files of step 2; then the nodes are started."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "STEP")
final class AgreeCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private interface Step {
        int on(StoppedNode node, Genesis genesis) throws IOException;
    }

    private int with(Path config, Step step) throws IOException {
        Installation node = Installation.read(config);
        Genesis genesis = node.genesis();
        Path ledger = node.settings().storage().ledger();
        try (VoteLogRescue votes = node.votes()) {
            return step.on(new StoppedNode(genesis, node.key(), ledger, votes, P256.verifier()), genesis);
        }
    }

    @Command(name = "state", description = "Step 1: write where this node stands.", mixinStandardHelpOptions = true)
    int state(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings.")
                    Path config,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "Where to write the statement.")
                    Path out)
            throws IOException {
        return with(config, (node, genesis) -> {
            node.state(out);
            say(line(node.standing(), genesis));
            say("Written to " + out + ". Leave the node stopped, and give this file to every other operator.");
            return 0;
        });
    }

    @Command(
            name = "sign",
            description = "Step 2: with the statements of all, vote to skip the views in question.",
            mixinStandardHelpOptions = true)
    int sign(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings.")
                    Path config,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write the votes.")
                    Path out,
            @Option(names = "--yes", description = "Don't ask.") boolean yes,
            @Parameters(
                            paramLabel = "STATEMENT",
                            arity = "1..*",
                            description = "The files of step 1, one of each node.")
                    List<Path> statements)
            throws IOException {
        return with(config, (node, genesis) -> {
            Agreement agreement = node.agreement(statements);
            agreement.standings().forEach(each -> say(line(each, genesis)));
            say("The network goes on from the block of view " + agreement.base() + ", in view "
                    + agreement.last().next() + ". This is safe only if every line above is true.");
            if (!Confirmation.given(yes, spec.commandLine())) {
                say("Nothing was changed.");
                return spec.exitCodeOnInvalidInput();
            }
            node.consent(agreement, out);
            say("Written to " + out + ". Leave the node stopped, and give this file to every other operator.");
            return 0;
        });
    }

    @Command(
            name = "begin",
            description = "Step 3: with the votes of all, begin in the view after those skipped.",
            mixinStandardHelpOptions = true)
    int begin(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings.")
                    Path config,
            @Parameters(paramLabel = "VOTES", arity = "1..*", description = "The files of step 2, one of each node.")
                    List<Path> consents)
            throws IOException {
        return with(config, (node, genesis) -> {
            say("Done. Start the node: it begins in view " + node.begin(consents) + ".");
            return 0;
        });
    }

    private static String line(Standing standing, Genesis genesis) {
        return genesis.authorities().get(standing.authority()).name()
                + (standing.votesLost() ? ": its votes are lost" : ": its votes are complete") + "; final up to height "
                + standing.height() + " (view " + standing.view() + ", block " + standing.hash() + "), in view "
                + standing.reached()
                + standing.notarization()
                        .map(shown -> ", knows of a block notarized in view "
                                + shown.ballot().view())
                        .orElse("");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
