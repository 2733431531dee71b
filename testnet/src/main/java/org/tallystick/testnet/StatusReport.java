package org.tallystick.testnet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tallystick.api.CheckData;
import org.tallystick.api.StatusData;
import org.tallystick.config.EndpointsFile;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.testnet.network.Agreement;
import org.tallystick.testnet.network.NetworkHealth;
import org.tallystick.testnet.network.NodeHealth;
import org.tallystick.testnet.network.Testnet;

/**
 * What {@code status} says, in the shape of its JSON.
 *
 * @param commonHeight highest height that is final on all nodes that answer
 * @param quorum how many nodes have to be ready before anything becomes final
 * @param stateRoot their state root there; absent when they differ, and then {@code agreed} is false
 */
record StatusReport(
        String folder,
        boolean agreed,
        Optional<Long> commonHeight,
        Optional<Hash> stateRoot,
        int quorum,
        List<Node> nodes) {

    /**
     * One node.
     *
     * @param role {@code authority}, or {@code follower} for one that does not vote
     * @param notReady why it takes no transactions although it answers
     * @param stateRoot at the common height
     */
    record Node(
            String name,
            String state,
            Optional<Long> processId,
            Optional<Long> finalHeight,
            Optional<Integer> peers,
            Optional<String> role,
            List<String> notReady,
            Optional<Hash> stateRoot,
            Optional<Long> residentBytes,
            String api) {}

    static StatusReport of(Testnet testnet) {
        NetworkHealth health = testnet.health();
        Agreement agreement = health.agreement();
        List<Node> nodes = health.nodes().stream()
                .map(node -> node(
                        node,
                        testnet.endpoints().nodes().get(node.folder().index()),
                        Optional.ofNullable(
                                agreement.stateRoots().get(node.folder().index()))))
                .toList();
        return new StatusReport(
                testnet.folder().root().toString(),
                agreement.holds(),
                boxed(agreement.height()),
                agreement.stateRoot(),
                testnet.quorum(),
                nodes);
    }

    private static Node node(NodeHealth node, EndpointsFile.Endpoint endpoint, Optional<Hash> stateRoot) {
        Optional<StatusData> status = node.status();
        return new Node(
                node.folder().name(),
                node.state().name().toLowerCase(Locale.ROOT),
                boxed(node.processId()),
                status.map(answer -> answer.head().header().height().value()),
                status.map(StatusData::peers),
                status.map(answer -> answer.authorityIndex().isPresent() ? "authority" : "follower"),
                status.map(StatusReport::reasons).orElse(List.of()),
                stateRoot,
                boxed(node.residentBytes()),
                endpoint.api().toString());
    }

    private static List<String> reasons(StatusData status) {
        return status.checks().stream()
                .filter(check -> !check.passed())
                .map(CheckData::reason)
                .toList();
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    /** As a table of at most 80 columns, why nodes are not ready, and last lines about the network as a whole. */
    String toText() {
        TextTable table = new TextTable("NODE", "STATE", "HEIGHT", "PEERS", "PROCESS", "MEMORY", "API AND EXPLORER");
        for (Node node : nodes) {
            table.row(
                    node.name(),
                    stateText(node),
                    text(node.finalHeight()),
                    text(node.peers()),
                    text(node.processId()),
                    node.residentBytes()
                            .map(bytes -> bytes / (1024 * 1024) + " MiB")
                            .orElse("-"),
                    node.api());
        }
        String reasons = nodes.stream()
                .filter(node -> !node.notReady().isEmpty())
                .map(node -> node.name() + " is not ready:\n  " + String.join("\n  ", node.notReady()) + "\n")
                .collect(Collectors.joining());
        return table + "\n" + reasons + summary();
    }

    private static String stateText(Node node) {
        boolean follows = node.role().filter("follower"::equals).isPresent();
        return switch (node.state()) {
            case "unready" -> "not ready";
            case "ready" -> follows ? "follows" : "ready";
            default -> node.state();
        };
    }

    /** Whether some node takes payments. */
    boolean usable() {
        return nodes.stream().anyMatch(node -> node.state().equals("ready"));
    }

    private long ready() {
        return nodes.stream()
                .filter(node -> node.state().equals("ready")
                        && node.role().filter("authority"::equals).isPresent())
                .count();
    }

    private String summary() {
        if (nodes.stream().allMatch(node -> node.processId().isEmpty())) {
            return "No node runs. Start them with: tally testnet resume";
        }
        if (commonHeight.isEmpty()) {
            return "No node answers.";
        }
        if (!agreed) {
            return "THE NODES DISAGREE about the state at height " + commonHeight.get() + ".";
        }
        String state = stateRoot
                .map(root ->
                        "State at height " + commonHeight.get() + ", the same on all that answer:\n  " + root.hex())
                .orElse("No node told its state root.");
        return ready() < quorum
                ? "The network stands still: %d of %d nodes are ready, %d are needed."
                                .formatted(ready(), nodes.size(), quorum)
                        + "\n" + state
                : state;
    }

    private static String text(Optional<? extends Number> value) {
        return value.map(Number::toString).orElse("-");
    }
}
