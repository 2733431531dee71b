package org.tallystick.node.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who of the authorities is absent, and since when. Looks at the node now and then, and remembers when each authority's last
 * vote last moved: the node itself knows views, not times. Thread-safe.
 */
final class AuthorityPresence {
    /** Votes of so many views ago are late rather than absent. */
    private static final long LATE_VIEWS = 2;

    private final List<Seen> seen = new ArrayList<>();

    private record Seen(long lastVoteView, long atMs) {}

    /**
     * One authority.
     *
     * @param lastHeardMs when its last vote was seen here, in milliseconds since 1970 UTC; when this node started, if none was
     * @param absentSinceMs the same, if it is absent: not connected, or voting no more in the views in which a quorum votes
     */
    record Presence(long lastHeardMs, Optional<Long> absentSinceMs) {}

    /** Who is absent now; to be called every second or so, as times are no finer than that. */
    synchronized List<Presence> look(NodeFacade.NodeStatus status, int quorum, long nowMs) {
        List<NodeFacade.AuthorityStatus> authorities = status.authorities();
        long quorumView = authorities.stream()
                .map(NodeFacade.AuthorityStatus::lastVoteView)
                .sorted(Comparator.reverseOrder())
                .skip(quorum - 1L)
                .findFirst()
                .orElse(0L);
        int self = status.authorityIndex().orElse(-1);
        List<Presence> presences = new ArrayList<>();
        for (int i = 0; i < authorities.size(); i++) {
            NodeFacade.AuthorityStatus authority = authorities.get(i);
            if (i == seen.size()) {
                seen.add(new Seen(authority.lastVoteView(), nowMs));
            } else if (authority.lastVoteView() > seen.get(i).lastVoteView()) {
                seen.set(i, new Seen(authority.lastVoteView(), nowMs));
            }
            boolean cutOff = i != self && !authority.connected();
            boolean silent = authority.lastVoteView() + LATE_VIEWS < quorumView;
            boolean absent = cutOff || silent;
            long heardMs = seen.get(i).atMs();
            presences.add(new Presence(heardMs, absent ? Optional.of(heardMs) : Optional.empty()));
        }
        return presences;
    }
}
