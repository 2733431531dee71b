package org.tallystick.testnet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
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
 * @param stateRoot their state root there; absent when they differ, and then {@code agreed} is false
 */
record StatusReport(
        String folder, boolean agreed, Optional<Long> commonHeight, Optional<Hash> stateRoot, List<Node> nodes) {

    /**
     * One node.
     *
     * @param role {@code authority}, or {@code follower} for one that does not vote
     * @param stateRoot at the common height
     */
    record Node(
            String name,
            String state,
            Optional<Long> processId,
            Optional<Long> finalHeight,
            Optional<Integer> peers,
            Optional<String> role,
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
                stateRoot,
                boxed(node.residentBytes()),
                endpoint.api().toString());
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    /** As a table, and a last line about the common state. */
    String toText() {
        TextTable table = new TextTable(
                "NODE", "STATE", "FINAL HEIGHT", "PEERS", "ROLE", "PROCESS", "MEMORY", "API AND EXPLORER");
        for (Node node : nodes) {
            table.row(
                    node.name(),
                    node.state(),
                    text(node.finalHeight()),
                    text(node.peers()),
                    node.role().orElse("-"),
                    text(node.processId()),
                    node.residentBytes()
                            .map(bytes -> bytes / (1024 * 1024) + " MiB")
                            .orElse("-"),
                    node.api());
        }
        return table + "\n" + summary();
    }

    private String summary() {
        if (commonHeight.isEmpty()) {
            return "No node answers.";
        }
        if (!agreed) {
            return "THE NODES DISAGREE about the state at height " + commonHeight.get() + ".";
        }
        return stateRoot
                .map(root ->
                        "State root at height " + commonHeight.get() + ", the same on all that answer: " + root.hex())
                .orElse("No node told its state root.");
    }

    private static String text(Optional<? extends Number> value) {
        return value.map(Number::toString).orElse("-");
    }
}
