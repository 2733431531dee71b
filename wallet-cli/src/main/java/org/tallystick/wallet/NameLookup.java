package org.tallystick.wallet;

import java.time.Duration;
import java.util.Optional;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.operation.names.NameRow;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.operation.names.Skeleton;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.ledger.value.Address;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.CommandFailure;

/**
 * Whom a name names, as a proof shows that is checked against the genesis: a node that lies about it is found out before anything
 * is signed.
 */
final class NameLookup {
    /** What was true longer ago may be so no more, and a node could choose the moment. */
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Network network;
    private final Nodes nodes;

    NameLookup(Network network, Nodes nodes) {
        this.network = network;
        this.nodes = nodes;
    }

    /**
     * What the ledger holds under a name, or under what looks like it.
     *
     * @throws CommandFailure if it is no name, or no node proves anything about it that is new enough
     */
    Optional<NameRow> row(String name) {
        Names.fault(name).ifPresent(fault -> {
            throw CommandFailure.usage("\"" + name + "\" is no name. " + fault, "Write it as its holder does.");
        });
        return nodes.askAll(node -> proven(name, node.nameProof(name)));
    }

    /**
     * Whom to pay by this name.
     *
     * @throws CommandFailure if it names nobody, also where another name looks like it
     */
    Address holder(String name) {
        Optional<NameRow> row = row(name);
        if (row.isPresent() && !row.get().name().equals(name)) {
            throw CommandFailure.notFound(
                    "Nobody has the name " + name + ". There is " + row.get().name() + ", which looks like it.",
                    "Ask the person you want to pay how their name is written.");
        }
        return row.flatMap(NameRow::named)
                .orElseThrow(() -> CommandFailure.notFound(
                        "There is no key and no account with the name " + name + ".",
                        "See which keys there are with: tally wallet list, or name an address."));
    }

    private Optional<NameRow> proven(String name, String file) {
        StateProof proof = new ProofText(network.genesis()).checkState(file);
        if (!proof.isOf(Names.BY_SKELETON, Skeleton.of(name))) {
            throw refuted("NAME_PROOF", "The node sent the proof of something else than the name " + name + ".");
        }
        Duration age =
                Duration.ofMillis(System.currentTimeMillis() - proof.header().timeMs());
        if (age.compareTo(MAX_AGE) > 0) {
            throw refuted(
                    "NAME_PROOF_OLD",
                    "What the node proves of the name " + name + " is " + age.toMinutes() + " minutes old.");
        }
        return proof.row(Names.BY_SKELETON);
    }

    private static CommandFailure refuted(String code, String sentence) {
        return new CommandFailure(
                ExitCode.REJECTED, code, sentence, "Ask another node with -n, or check this machine's clock.");
    }
}
