package org.tallystick.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.ExitCode;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.LogRecord;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.NetworkOptions;
import org.tallystick.node.net.PeerIdentity;
import org.tallystick.node.recovery.PeerViews;
import org.tallystick.node.recovery.Remains;
import org.tallystick.node.store.VoteLogRescue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives a node whose votes are lost a vote log with which it can't contradict what it may have voted before. */
@Command(
        name = "recover",
        description = {
            "Let a stopped node vote again whose vote log is lost, damaged or an old copy.",
            "The node then votes in no view up to one that is no lower than any in which it may have voted. Without"
                    + " --view that is asked from the other nodes. What is left of the old log is read, and kept under"
                    + " another name. Tells first what it will do, and asks; without a terminal and without --yes it"
                    + " changes nothing and ends with exit code 2."
        },
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings, node.toml.")
    private Path config = Path.of("node.toml");

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description =
                    "No votes up to this view. For when too few of the other nodes answer: take the highest 'view'"
                            + " in /v1/status of any node, and add 100.")
    private @Nullable Long view;

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        Installation node = Installation.read(config);
        NodeConfig settings = node.settings();
        Genesis genesis = node.genesis();
        try (VoteLogRescue votes = node.votes()) {
            Remains remains = Remains.of(votes, settings.storage().ledger(), genesis);
            tell(votes.place(), remains, settings);
            Optional<View> silence =
                    silence(settings, new PeerIdentity(node.key(), genesis.authorities(), genesis.hash()));
            if (silence.isEmpty()) {
                return ExitCode.REJECTED.number();
            }
            return recover(votes, remains, silence.get());
        }
    }

    private int recover(VoteLogRescue votes, Remains remains, View wanted) {
        View floor = remains.floor();
        if (view != null && wanted.isBefore(floor)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--view " + wanted + " is too low: this node itself still knows of view " + floor
                            + ". Leave --view out, or take the highest 'view' in /v1/status of any node, and add 100.");
        }
        View silent = wanted.isBefore(floor) ? floor : wanted;
        out().println("The node will vote in no view up to " + silent + "."
                + (remains.log() == VoteLogRescue.State.MISSING ? "" : " The old log is kept beside the new one."));
        if (!Confirmation.given(yes, spec.commandLine())) {
            out().println("Nothing was changed.");
            return spec.exitCodeOnInvalidInput();
        }
        votes.begin(List.of(Bytes.encodingOf(new LogRecord.Abstain(silent))));
        out().println("Done. The node votes again after view " + silent + ".");
        return 0;
    }

    private void tell(String place, Remains remains, NodeConfig settings) {
        String log = switch (remains.log()) {
            case MISSING -> "missing";
            case DAMAGED -> "damaged; what can be read of it";
            case OLD_COPY -> "an old copy, without the newest votes; it";
            case INTACT -> "intact, and needs no recovery unless it is a copy from a backup; it";
        };
        out().println("Vote log " + place + ": " + log
                + (remains.log() == VoteLogRescue.State.MISSING
                        ? ""
                        : " tells of views up to " + remains.lastLogged() + " (" + remains.records() + " records)"));
        out().println("Ledger " + settings.storage().ledger() + ": " + remains.ledger());
    }

    /** Up to which view to keep silent, as far as others know; empty, and says why, if that can't be told. */
    private Optional<View> silence(NodeConfig settings, PeerIdentity self) throws IOException {
        if (view != null) {
            return Optional.of(View.of(view));
        }
        PeerViews peers = PeerViews.ask(
                self,
                NetworkOptions.listeningOn(new InetSocketAddress(
                        settings.listen().p2p().host(), settings.listen().p2p().port())),
                PATIENCE);
        AuthoritySet authorities = self.authorities();
        for (int i = 0; i < authorities.size(); i++) {
            if (i != self.index()) {
                View told = peers.byAuthority().get(i);
                out().println("Node " + authorities.get(i).name() + ": "
                        + (told == null ? "does not answer" : "is in view " + told));
            }
        }
        Optional<View> highest = peers.highest();
        if (highest.isEmpty()) {
            err("Only " + peers.byAuthority().size() + " of the other nodes answer, and " + peers.needed()
                    + " must, to know in which views this one may have voted. Start them, or give --view.");
            return Optional.empty();
        }
        if (peers.doubtful()) {
            err("View " + highest.get() + " is far beyond what the others say, and may be made up."
                    + " Look at that node, then give --view.");
            return Optional.empty();
        }
        return highest.map(View::next);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void err(String message) {
        spec.commandLine().getErr().println("tally node: " + message);
    }
}
