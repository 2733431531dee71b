package org.tallystick.node.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.tallystick.api.ProblemCode;
import org.tallystick.config.HostPort;
import org.tallystick.node.metrics.NodeMetrics;

/**
 * The operator's listener, on loopback: health, metrics, peers, log levels and how consensus stands. It has threads and
 * connections of its own, so that it answers whatever happens to the public API. It asks for no password: whoever may open
 * a connection to this machine's loopback may see it, but no web page in a browser there, which is why the name by which it is
 * called has to be a loopback one.
 */
public final class AdminServer implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int CONNECTIONS = 64;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MS = 1_000;

    private final HostPort listen;
    private final Json json = new Json();
    private final AdminRoutes admin;
    private final RequestDeadlines deadlines;
    private final ServerSetup setup;
    private final List<Route> routes;
    private final Javalin javalin;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("admin-look").factory());

    public AdminServer(NodeFacade node, HostPort listen, NodeMetrics metrics, InstantSource clock) {
        this.listen = listen;
        this.admin = new AdminRoutes(node, json, clock);
        ClientLimits limits = ClientLimits.ofConnections(CONNECTIONS, metrics.registry());
        this.deadlines = new RequestDeadlines(ApiSettings.Deadlines.DEFAULT, limits::slow);
        this.setup = new ServerSetup(json, limits, deadlines);
        NodeRoutes health = new NodeRoutes(node, new Renderer(node), json);
        this.routes = List.of(
                Route.get("/liveness", health::liveness),
                Route.get("/readiness", health::readiness),
                Route.get(
                        "/metrics",
                        context ->
                                context.contentType(NodeMetrics.MEDIA_TYPE).result(metrics.scrape(health.figures()))),
                Route.get("/peers", admin::peers),
                Route.get("/consensus", admin::consensus),
                Route.get("/log-levels", admin::logLevels),
                new Route(HandlerType.PUT, "/log-levels/{logger}", Set.of("level"), admin::setLogLevel));
        this.javalin = Javalin.create(this::configure);
    }

    /** Listens; returns when requests are answered. */
    public AdminServer start() {
        javalin.start();
        var _ = looking.scheduleWithFixedDelay(admin::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config) {
        setup.basics(config);
        config.http.maxRequestSize = 1;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
        config.jetty.addConnector((server, http) -> setup.connector(server, http, listen.host(), listen.port(), IDLE));
        config.jetty.modifyServer(setup::handlers);
        config.routes.before(RequestForm::check);
        config.routes.before(AdminServer::requireLoopbackName);
        setup.answers(config, routes);
    }

    /** Keeps out web pages whose host's name was made to mean this machine. */
    private static void requireLoopbackName(Context context) {
        String host = context.host();
        if (host == null || !isLoopback(host)) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "Host: this listener is called by a loopback address or localhost");
        }
    }

    private static boolean isLoopback(String hostAndPort) {
        try {
            String host = URI.create("http://" + hostAndPort).getHost();
            return host != null
                    && (host.equals("localhost")
                            || InetAddress.ofLiteral(host.replace("[", "").replace("]", ""))
                                    .isLoopbackAddress());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        javalin.stop();
        deadlines.close();
    }
}
