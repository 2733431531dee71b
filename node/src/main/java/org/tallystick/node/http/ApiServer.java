package org.tallystick.node.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.tallystick.api.ApiLimits;
import org.tallystick.node.metrics.NodeMetrics;

/**
 * A node's HTTP server: the API, the explorer and the metrics. Started and closed once; {@link #close} ends event streams and
 * waiting submissions.
 */
public final class ApiServer implements AutoCloseable {
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;

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
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = ApiLimits.BODY_BYTES + 1L;
        config.jetty.modifyHttpConfiguration(ApiServer::configure);
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(this::configure);
        config.routes.before(context -> SecurityHeaders.addTo(context::header));
        // Not for /metrics, /liveness and /readiness: who watches over the node must get through.
        config.routes.before("/v1/*", limits::request);
        config.routes.before(RequestForm::check);
        addAll(routes, config.routes);
        Problems problems = new Problems(json);
        problems.register(config.routes);
        config.router.javaLangErrorHandler(problems::answer);
    }

    /** HEAD is answered as GET is, without the body. */
    static void addAll(List<Route> routes, RoutesConfig config) {
        for (Route route : routes) {
            config.addHttpHandler(route.method(), route.path(), route.checked());
            if (route.method().equals(HandlerType.GET)) {
                config.addHttpHandler(HandlerType.HEAD, route.path(), route.checked());
            }
        }
    }

    static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        http.setOutputBufferSize(BUFFER_BYTES);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setShutdownIdleTimeout(STOP_IDLE_MS);
        connector.addBean(limits);
        connector.addBean(deadlines, false);
        return connector;
    }

    private void configure(Server server) {
        server.setHandler(deadlines);
        server.setErrorHandler(new ServerErrors(json));
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
