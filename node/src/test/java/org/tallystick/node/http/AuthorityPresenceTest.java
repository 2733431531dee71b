package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.node.http.AuthorityPresence.Presence;
import org.tallystick.node.http.NodeFacade.AuthorityStatus;
import org.tallystick.node.http.NodeFacade.NodeStatus;

class AuthorityPresenceTest {
    private static final int QUORUM = 3;

    private final AuthorityPresence presence = new AuthorityPresence();

    /** Four authorities, of which this node is the first; a negative view means that one is not connected. */
    private static NodeStatus status(long... lastVotes) {
        List<AuthorityStatus> authorities = new ArrayList<>();
        for (int i = 0; i < lastVotes.length; i++) {
            authorities.add(new AuthorityStatus(
                    "node-" + i, lastVotes[i] >= 0, Math.abs(lastVotes[i]), 0, OptionalLong.empty(), Map.of()));
        }
        return new NodeStatus("node-0", Optional.of(0), 1, 0, 0, 0, 0, authorities, List.of());
    }

    @Test
    void whoever_stops_voting_is_absent_since_its_last_vote_and_no_more_when_it_is_back() {
        presence.look(status(5, 5, 5, 5), QUORUM, 1_000);
        presence.look(status(6, 6, 6, 6), QUORUM, 2_000);
        assertThat(presence.look(status(8, 8, 8, 6), QUORUM, 3_000))
                .as("late, not absent")
                .allMatch(each -> each.absentSinceMs().isEmpty());
        assertThat(presence.look(status(9, 9, 9, 6), QUORUM, 4_000))
                .containsExactly(
                        new Presence(4_000, Optional.empty()),
                        new Presence(4_000, Optional.empty()),
                        new Presence(4_000, Optional.empty()),
                        new Presence(2_000, Optional.of(2_000L)));
        assertThat(presence.look(status(10, 10, 10, 10), QUORUM, 5_000).getLast())
                .isEqualTo(new Presence(5_000, Optional.empty()));
    }

    @Test
    void in_a_network_that_stands_still_those_who_are_not_connected_are_absent() {
        presence.look(status(5, 5, 5, 5), QUORUM, 1_000);
        List<Presence> seen = presence.look(status(5, 5, -5, -5), QUORUM, 60_000);
        assertThat(seen)
                .extracting(Presence::absentSinceMs)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(1_000L), Optional.of(1_000L));
    }
}
