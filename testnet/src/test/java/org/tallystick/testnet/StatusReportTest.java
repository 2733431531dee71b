package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.Hash;

/** What {@code status} says of networks that are not well. */
final class StatusReportTest {
    private static final Hash ROOT = Hash.fromHex("ab".repeat(32));

    @Test
    void a_network_without_a_quorum_stands_still_and_says_why() {
        String text = report(
                        node(
                                0,
                                "unready",
                                List.of("only 2 of 4 authorities are connected", "no block became final for 27 s")),
                        node(1, "ready", List.of()),
                        node(2, "stopped", List.of()))
                .toText();

        assertThat(text)
                .contains("node-0  not ready")
                .contains("""
                    node-0 is not ready:
                      only 2 of 4 authorities are connected
                      no block became final for 27 s
                    """)
                .contains("The network stands still: 1 of 3 nodes are ready, 3 are needed.");
    }

    @Test
    void a_healthy_network_fits_into_80_columns() {
        String text = report(node(97, "ready", List.of()), node(98, "ready", List.of()), node(99, "ready", List.of()))
                .toText();

        assertThat(text).contains("the same on all that answer", ROOT.hex()).doesNotContain("stands still");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static StatusReport report(StatusReport.Node... nodes) {
        return new StatusReport("/net", true, Optional.of(12_345_678L), Optional.of(ROOT), 3, List.of(nodes));
    }

    private static StatusReport.Node node(int index, String state, List<String> notReady) {
        boolean runs = !state.equals("stopped");
        return new StatusReport.Node(
                "node-" + index,
                state,
                runs ? Optional.of(4_194_304L) : Optional.empty(),
                runs ? Optional.of(12_345_678L) : Optional.empty(),
                runs ? Optional.of(3) : Optional.empty(),
                runs ? Optional.of("authority") : Optional.empty(),
                notReady,
                runs ? Optional.of(ROOT) : Optional.empty(),
                runs ? Optional.of(1_000L * 1024 * 1024) : Optional.empty(),
                "http://127.0.0.1:8700");
    }
}
