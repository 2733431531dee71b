package org.tallystick.node.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.tallystick.api.ApiLimits;
import org.tallystick.node.metrics.NodeMetrics;

/**
 * A node's HTTP server: the API, the explorer and the metrics. Started and closed once; {@link #close} ends event streams and
 * waiting submissions.
 */
public final class ApiServer implements AutoCloseable {
    /** Connections that wait to be accepted; when there is no room, a client tries again only after a second. */
    private static final int ACCEPT_QUEUE = 1_024;

    private static final long STOP_MS = 2_000;

    /** So long a client may be silent when the server stops: less than {@link #STOP_MS}, so that browsers don't hold it up. */
    private static final long STOP_IDLE_MS = 200;

    private final ApiSettings settings;
    private final Json json = new Json();
    private final Followers followers;
    private final ClientLimits limits;
    private final RequestDeadlines deadlines;
    private final ServerSetup setup;
    private final List<Route> routes;
    private final Javalin javalin;
    private final NodeFacade.Subscription subscription;

    /** @param clock tells when blocks become final, for the figures */
    public ApiServer(NodeFacade node, ApiSettings settings, NodeMetrics metrics, InstantSource clock) {
        this.settings = settings;
        this.followers = new Followers(
                new RecentBlocks(clock, node.ledger()), new EventFeed(node.ledger()), metrics.paymentFinality());
        this.limits = new ClientLimits(settings, metrics.registry());
        this.deadlines = new RequestDeadlines(settings.deadlines(), limits::slow);
        this.setup = new ServerSetup(json, limits, deadlines);
        this.routes = new Routes(node, settings, json, followers).all(metrics, limits);
        this.javalin = Javalin.create(this::configure);
        this.subscription = node.onFinalized(followers);
    }

    /** Listens; returns when requests are answered. */
    public ApiServer start() {
        javalin.start();
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** What it answers. */
    List<Route> routes() {
        return routes;
    }

    private void configure(JavalinConfig config) {
        setup.basics(config);
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = ApiLimits.BODY_BYTES + 1L;
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(this::configure);
        // Not for /metrics, /liveness and /readiness: who watches over the node must get through.
        config.routes.before("/v1/*", limits::request);
        config.routes.before(RequestForm::check);
        setup.answers(config, routes);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector =
                setup.connector(server, http, settings.host(), settings.port(), settings.idleTimeout());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setShutdownIdleTimeout(STOP_IDLE_MS);
        return connector;
    }

    private void configure(Server server) {
        setup.handlers(server);
        server.setStopTimeout(STOP_MS);
    }

    @Override
    public void close() {
        subscription.close();
        followers.feed().close();
        javalin.stop();
        deadlines.close();
    }
}
