package org.tallystick.ledger.merkle;

import java.util.List;
import org.tallystick.fuzz.Target;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.testing.TestNetwork;

/** Pages of the state tree, at its root and below. */
public final class PageTargets {
    private PageTargets() {}

    public static List<Target> all() {
        List<Bytes> pages = GenesisBlock.of(TestNetwork.genesis()).diff().pages().values().stream()
                .map(page -> page.orElseThrow())
                .toList();
        return List.of(target("tree-page-root", Nibbles.NONE, pages), target("tree-page", Nibbles.NONE.then(3), pages));
    }

    private static Target target(String name, Nibbles prefix, List<Bytes> seeds) {
        return Target.binary(
                name, input -> Page.decode(prefix, Bytes.of(input)).encoded().toByteArray(), seeds);
    }
}
