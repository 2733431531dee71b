package org.tallystick.node.http;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.api.CheckData;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.genesis.Genesis;

/** What the operator is told, and nobody else. */
final class AdminRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);
    private static final Set<String> LEVELS = Set.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    private static final String LOGGER_NAME = "[A-Za-z0-9_.$]{1,200}";

    private final NodeFacade node;
    private final Json json;
    private final InstantSource clock;
    private final AuthorityPresence presence = new AuthorityPresence();
    private final LogLevels levels = new LogLevels();

    AdminRoutes(NodeFacade node, Json json, InstantSource clock) {
        this.node = node;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Another node.
     *
     * @param lastHeardMs when its last vote was seen here
     */
    record Peer(int index, String name, String address, boolean connected, long lastHeardMs) {}

    /** The other nodes. */
    record Peers(int connected, List<Peer> peers) {}

    /**
     * An authority as this node sees it.
     *
     * @param missedTurns its turns as leader in a row that were nullified
     * @param lastHeardMs when its last vote was seen here; when this node started, if none was
     * @param absentSinceMs left out while it takes part
     */
    record Member(
            int index,
            String name,
            boolean self,
            boolean connected,
            long lastVoteView,
            long missedTurns,
            long lastHeardMs,
            Optional<Long> absentSinceMs) {}

    /** How consensus stands, as this node sees it. */
    record Consensus(
            long atMs,
            String node,
            long view,
            int leader,
            int quorum,
            long nullifiedViews,
            long finalHeight,
            long finalView,
            long finalBlockTimeMs,
            int mempoolTransactions,
            List<CheckData> checks,
            List<String> absent,
            List<Member> authorities) {}

    /** Looks at who is there; to be called every second or so. */
    List<AuthorityPresence.Presence> look(NodeFacade.NodeStatus status) {
        return presence.look(status, node.genesis().authorities().quorum(), clock.millis());
    }

    /** The same; a node that can't tell now is asked again. */
    void look() {
        try {
            look(node.status());
        } catch (RuntimeException e) {
            LOG.debug("the node did not tell how it is", e);
        }
    }

    void peers(Context context) {
        NodeFacade.NodeStatus status = node.status();
        List<AuthorityPresence.Presence> seen = look(status);
        Genesis genesis = node.genesis();
        int self = status.authorityIndex().orElse(-1);
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            if (i != self) {
                Authority authority = genesis.authorities().get(i);
                peers.add(new Peer(
                        i,
                        authority.name(),
                        authority.address(),
                        status.authorities().get(i).connected(),
                        seen.get(i).lastHeardMs()));
            }
        }
        json.write(context, new Peers(Renderer.peers(status), peers));
    }

    void consensus(Context context) {
        NodeFacade.NodeStatus status = node.status();
        List<AuthorityPresence.Presence> seen = look(status);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            members.add(member(i, status, seen.get(i)));
        }
        BlockHeader head = node.ledger().head().header();
        json.write(
                context,
                new Consensus(
                        clock.millis(),
                        status.nodeName(),
                        status.view(),
                        status.leader(),
                        node.genesis().authorities().quorum(),
                        status.nullifiedViews(),
                        head.height().value(),
                        head.view().value(),
                        head.timeMs(),
                        status.mempoolTransactions(),
                        Renderer.checks(status),
                        members.stream()
                                .filter(member -> member.absentSinceMs().isPresent())
                                .map(Member::name)
                                .toList(),
                        members));
    }

    private static Member member(int index, NodeFacade.NodeStatus status, AuthorityPresence.Presence presence) {
        NodeFacade.AuthorityStatus authority = status.authorities().get(index);
        boolean self = status.authorityIndex().filter(own -> own == index).isPresent();
        return new Member(
                index,
                authority.name(),
                self,
                self || authority.connected(),
                authority.lastVoteView(),
                authority.missedTurns(),
                presence.lastHeardMs(),
                presence.absentSinceMs());
    }

    void logLevels(Context context) {
        json.write(context, Map.of("levels", levels.all()));
    }

    /** {@code PUT /log-levels/{logger}?level=debug}; without a level the logger goes back to that of the one above. */
    void setLogLevel(Context context) {
        String logger = context.pathParam("logger");
        Optional<String> level = Parameters.query(context, "level").map(text -> text.toUpperCase(Locale.ROOT));
        if (!logger.matches(LOGGER_NAME)) {
            throw Parameters.bad("logger", "is the name of a logger, such as org.tallystick.node");
        }
        if (level.isPresent() && !LEVELS.contains(level.get())) {
            throw Parameters.bad("level", "is off, error, warn, info, debug or trace");
        }
        if (level.isEmpty() && logger.equalsIgnoreCase("root")) {
            throw Parameters.bad("level", "the root logger has one");
        }
        if (!levels.set(logger, level)) {
            throw new ProblemException(ProblemCode.BAD_PARAMETER, "logger: there is none of this name");
        }
        LOG.info("the log level of {} is now {}", logger, level.orElse("that of the logger above"));
        logLevels(context);
    }
}
