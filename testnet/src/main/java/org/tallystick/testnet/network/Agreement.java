package org.tallystick.testnet.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.api.StatusData;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Height;

/**
 * Whether nodes have the same state.
 *
 * @param height the highest that is final on every node that answers; empty when none does
 * @param stateRoots what each of those nodes, by index, has as the state root at that height
 */
public record Agreement(OptionalLong height, Map<Integer, Hash> stateRoots) {
    public Agreement {
        stateRoots = Map.copyOf(stateRoots);
    }

    /** Asks every node. */
    public static Agreement among(List<TallyClient> nodes) {
        return among(nodes, nodes.stream().map(Agreement::status).toList());
    }

    /** @param statuses what each node answered just before; empty for one that did not */
    static Agreement among(List<TallyClient> nodes, List<Optional<StatusData>> statuses) {
        OptionalLong common = statuses.stream()
                .flatMap(Optional::stream)
                .mapToLong(status -> status.head().header().height().value())
                .min();
        Map<Integer, Hash> roots = new HashMap<>();
        for (int i = 0; common.isPresent() && i < nodes.size(); i++) {
            if (statuses.get(i).isPresent()) {
                int index = i;
                stateRoot(nodes.get(i), common.getAsLong()).ifPresent(root -> roots.put(index, root));
            }
        }
        return new Agreement(common, roots);
    }

    /** Whether no two of the nodes differ. */
    public boolean holds() {
        return Set.copyOf(stateRoots.values()).size() <= 1;
    }

    /** The state root they agree on. */
    public Optional<Hash> stateRoot() {
        return holds() ? stateRoots.values().stream().findFirst() : Optional.empty();
    }

    /** What the node answers, if it does. */
    static Optional<StatusData> status(TallyClient node) {
        try {
            return Optional.of(node.status());
        } catch (ClientException e) {
            return Optional.empty();
        }
    }

    private static Optional<Hash> stateRoot(TallyClient node, long height) {
        try {
            return Optional.of(node.block(Height.of(height)).header().stateRoot());
        } catch (ClientException e) {
            return Optional.empty();
        }
    }
}
