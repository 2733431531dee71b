package org.tallystick.node.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.tallystick.api.ApiLimits;
import org.tallystick.node.metrics.FinalityTimer;

/**
 * A node's HTTP server: the API, the explorer and the metrics. Started and closed once; {@link #close} ends event streams and
 * waiting submissions.
 */
public final class ApiServer implements AutoCloseable {
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final long LEAST_BYTES_PER_SECOND = 1_024;
    private static final long STOP_MS = 2_000;

    private final NodeFacade node;
    private final ApiSettings settings;
    private final PrometheusMeterRegistry metrics;
    private final Json json = new Json();
    private final Renderer renderer;
    private final RecentBlocks recent;
    private final EventFeed feed;
    private final FinalityTimer timer;
    private final Javalin javalin;
    private final NodeFacade.Subscription subscription;

    /** @param clock tells when blocks become final, for the figures */
    public ApiServer(NodeFacade node, ApiSettings settings, PrometheusMeterRegistry metrics, InstantSource clock) {
        this.node = node;
        this.settings = settings;
        this.metrics = metrics;
        this.renderer = new Renderer(node);
        this.recent = new RecentBlocks(clock, node.ledger());
        this.feed = new EventFeed(node.ledger());
        this.timer = new FinalityTimer(metrics);
        this.javalin = Javalin.create(this::configure);
        this.subscription = node.onFinalized((block, transactions) -> {
            recent.add(block);
            timer.onFinal(transactions);
            feed.onFinalized(block, transactions);
        });
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
        route(config.routes);
        new Problems(json).register(config.routes);
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        http.setOutputBufferSize(BUFFER_BYTES);
    }

    private void configure(Server server) {
        server.setHandler(new MinimumDataRateHandler(LEAST_BYTES_PER_SECOND, 0));
        server.setErrorHandler(new ServerErrors(json));
        server.setStopTimeout(STOP_MS);
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        return connector;
    }

    private void route(RoutesConfig routes) {
        Gate requests = new Gate(settings.maxRequests(), "requests");
        NodeRoutes ofNode = new NodeRoutes(node, renderer, json);
        get(routes, requests, "/v1/status", ofNode::status);
        get(routes, requests, "/v1/network", ofNode::network);
        get(routes, requests, "/v1/authorities", ofNode::authorities);
        get(routes, requests, "/v1/mempool", ofNode::mempool);
        get(routes, requests, "/v1/stats", new StatsRoute(node, recent, json)::handle);
        get(routes, requests, "/v1/search", new SearchRoute(node, renderer, json)::handle);

        routes.post("/v1/transactions", new SubmissionRoute(node, renderer, json, settings, timer)::handle);
        TransactionRoutes transactions = new TransactionRoutes(node, renderer, json);
        get(routes, requests, "/v1/transactions/{id}", transactions::one);
        get(routes, requests, "/v1/transactions/{id}/proof", transactions::proof);

        BlockRoutes blocks = new BlockRoutes(node.ledger(), renderer, json);
        get(routes, requests, "/v1/blocks", blocks::list);
        get(routes, requests, "/v1/blocks/{block}", blocks::one);
        get(routes, requests, "/v1/blocks/{block}/transactions", blocks::transactions);

        AccountRoutes accounts = new AccountRoutes(node, renderer, json);
        get(routes, requests, "/v1/accounts/{address}", accounts::one);
        get(routes, requests, "/v1/accounts/{address}/transactions", accounts::transactions);
        get(routes, requests, "/v1/accounts/{address}/proof", accounts::proof);

        Gate subscribers = new Gate(settings.maxSubscribers(), "event streams");
        EventRoutes events = new EventRoutes(feed, renderer, json);
        get(routes, subscribers, "/v1/events", events::all);
        get(routes, subscribers, "/v1/accounts/{address}/events", events::ofAccount);

        // Not behind the gate: who watches over the node must get through when it is busy.
        routes.get("/liveness", ofNode::liveness);
        routes.get("/readiness", ofNode::readiness);
        routes.get("/metrics", this::metrics);

        StaticFiles files = new StaticFiles();
        routes.get("/", files::handle);
        routes.get("/explorer/{file}", files::handle);
        routes.get("/openapi.yaml", files::handle);
    }

    private static void get(RoutesConfig routes, Gate gate, String path, Handler handler) {
        routes.get(path, gate.around(handler));
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
    }

    @Override
    public void close() {
        subscription.close();
        feed.close();
        javalin.stop();
    }
}
