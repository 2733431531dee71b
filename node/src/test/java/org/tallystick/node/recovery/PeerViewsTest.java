package org.tallystick.node.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.View;
import org.tallystick.node.testing.TestNetwork;

final class PeerViewsTest {

    @Test
    void takes_the_highest_once_enough_have_answered() {
        assertThat(views(7, 9, 8).highest()).contains(View.of(9));
        assertThat(views(7, 9).highest()).isEmpty();
    }

    @Test
    void doubts_a_view_that_nobody_else_is_near() {
        assertThat(views(7, Long.MAX_VALUE, 8).doubtful()).isTrue();
        assertThat(views(7, 9_000_000, 9_000_001).doubtful()).isFalse();
    }

    @Test
    void believes_no_view_beyond_what_an_agreement_can_skip() {
        assertThat(views(7, 7 + Agreement.MAX_VIEWS, 8).doubtful()).isTrue();
    }

    private static PeerViews views(long... views) {
        Map<Integer, View> all = new HashMap<>();
        for (int i = 0; i < views.length; i++) {
            all.put(i + 1, View.of(views[i]));
        }
        return new PeerViews(TestNetwork.of("testing").genesis().authorities(), all);
    }
}
