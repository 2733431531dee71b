package org.tallystick.node.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.node.metrics.NodeMetrics;

/** Everything the server answers, wired up. */
final class Routes {
    private final NodeFacade node;
    private final ApiSettings settings;
    private final Json json;
    private final Renderer renderer;
    private final Followers followers;

    Routes(NodeFacade node, ApiSettings settings, Json json, Followers followers) {
        this.node = node;
        this.settings = settings;
        this.json = json;
        this.renderer = new Renderer(node);
        this.followers = followers;
    }

    /** All of them. */
    List<Route> all(NodeMetrics metrics, ClientLimits limits) {
        Gate requests = new Gate(settings.maxRequests(), "requests");
        ClientPool subscribers = new ClientPool(settings.maxSubscribers(), "event streams");
        List<Route> routes = new ArrayList<>();
        Stream.of(ofNode(), transactions(), blocks(), accounts(), names())
                .flatMap(List::stream)
                .forEach(route -> routes.add(route.behind(requests)));
        events().forEach(route -> routes.add(route.behind(subscribers)));
        routes.add(Route.post("/v1/transactions", submission(limits)::handle, "wait", "timeoutMs", "batch"));
        routes.addAll(operations(metrics));
        routes.addAll(files());
        return List.copyOf(routes);
    }

    private List<Route> ofNode() {
        NodeRoutes routes = new NodeRoutes(node, renderer, json);
        return List.of(
                Route.get("/v1/status", routes::status),
                Route.get("/v1/network", routes::network),
                Route.get("/v1/genesis", routes::genesis),
                Route.get("/v1/authorities", routes::authorities),
                Route.get("/v1/mempool", routes::mempool),
                Route.get("/v1/stats", new StatsRoute(node, followers.recent(), json)::handle),
                Route.get("/v1/search", new SearchRoute(node, renderer, json)::handle, "q"));
    }

    /** Has gates of its own, as those who wait for finality must not keep others from submitting. */
    private SubmissionRoute submission(ClientLimits limits) {
        return new SubmissionRoute(
                node, renderer, json, new SubmissionRoute.Gates(settings, limits), followers.timer());
    }

    private List<Route> transactions() {
        TransactionRoutes routes = new TransactionRoutes(node, renderer, json);
        return List.of(
                Route.get("/v1/transactions", routes::list, Range.PARAMETERS),
                Route.get("/v1/transactions/{id}", routes::one, "validUntilMs"),
                Route.get("/v1/transactions/{id}/proof", routes::proof));
    }

    private List<Route> blocks() {
        BlockRoutes routes = new BlockRoutes(node.ledger(), renderer, json);
        return List.of(
                Route.get("/v1/blocks", routes::list, Range.PARAMETERS),
                Route.get("/v1/blocks/{block}", routes::one),
                Route.get("/v1/blocks/{block}/transactions", routes::transactions, Range.PARAMETERS),
                Route.get("/v1/blocks/{block}/records", routes::records));
    }

    private List<Route> names() {
        NameRoutes routes = new NameRoutes(node, renderer, json);
        return List.of(Route.get("/v1/names/{name}", routes::one), Route.get("/v1/names/{name}/proof", routes::proof));
    }

    private List<Route> accounts() {
        AccountRoutes routes = new AccountRoutes(node, renderer, json);
        return List.of(
                Route.get("/v1/accounts/{address}", routes::one),
                Route.get("/v1/accounts/{address}/transactions", routes::transactions, Range.PARAMETERS),
                Route.get("/v1/accounts/{address}/records", routes::records, Range.PARAMETERS),
                Route.get("/v1/accounts/{address}/proof", routes::proof));
    }

    private List<Route> events() {
        EventRoutes routes = new EventRoutes(followers.feed(), renderer, json, settings.idleTimeout());
        return List.of(
                Route.get("/v1/events", routes::all, "types"),
                Route.get("/v1/accounts/{address}/events", routes::ofAccount, "types"));
    }

    /** Behind no gate: who watches over the node must get through when it is busy. */
    private List<Route> operations(NodeMetrics metrics) {
        NodeRoutes routes = new NodeRoutes(node, renderer, json);
        return List.of(
                Route.get("/liveness", routes::liveness),
                Route.get("/readiness", routes::readiness),
                Route.get(
                        "/metrics",
                        context ->
                                context.contentType(NodeMetrics.MEDIA_TYPE).result(metrics.scrape(routes.figures()))));
    }

    private static List<Route> files() {
        StaticFiles files = new StaticFiles();
        return List.of(
                Route.get("/", files::handle),
                Route.get("/explorer/{file}", files::handle),
                Route.get("/openapi.yaml", files::handle));
    }
}
