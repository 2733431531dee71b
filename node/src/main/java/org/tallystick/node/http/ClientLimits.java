package org.tallystick.node.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.node.limit.AddressRates;
import org.tallystick.node.limit.FairPool;

/**
 * Keeps one address, and several together, from taking what all clients share, and counts what it refuses. Jetty's own limit
 * of connections stops accepting any when there are too many, whoever has them.
 */
final class ClientLimits implements Connection.Listener {
    private final ApiSettings.PerAddress limits;
    private final MeterRegistry registry;

    private final Map<Connection, FairPool.Place> open = new ConcurrentHashMap<>();

    private final FairPool connections;
    private final AddressRates requests;
    private final AddressRates transactions;
    private final Counter refusedConnections;
    private final Counter refusedRequests;
    private final Counter refusedTransactions;
    private final Counter refusedSlow;

    ClientLimits(ApiSettings settings, MeterRegistry registry) {
        this(
                new FairPool(settings.maxConnections(), settings.perAddress().connections()),
                settings.perAddress(),
                registry);
    }

    private ClientLimits(FairPool connections, ApiSettings.PerAddress limits, MeterRegistry registry) {
        this.connections = connections;
        this.limits = limits;
        this.registry = registry;
        this.requests = new AddressRates(limits.requestsPerSecond(), System::nanoTime);
        this.transactions = new AddressRates(limits.transactionsPerSecond(), System::nanoTime);
        this.refusedConnections = counter(registry, "connections");
        this.refusedRequests = counter(registry, "requests");
        this.refusedTransactions = counter(registry, "transactions");
        this.refusedSlow = counter(registry, "slow");
    }

    /** For a listener that limits nothing but connections, and those per address and in all alike. */
    static ClientLimits ofConnections(int connections, MeterRegistry registry) {
        return new ClientLimits(
                new FairPool(connections, connections), new ApiSettings.PerAddress(connections, 1, 1), registry);
    }

    private static Counter counter(MeterRegistry registry, String what) {
        return Counter.builder("tally.http.refused")
                .description("Refused because their address had too many, or because they came too slowly")
                .tag("what", what)
                .register(registry);
    }

    /** A request came; refuses it with 429 if its address sends too many. */
    void request(Context context) {
        if (!requests.tryTake(address(context), 1)) {
            refusedRequests.increment();
            throw tooMany("requests", limits.requestsPerSecond());
        }
    }

    /** A submission of {@code count} transactions came; refuses it with 429 if its address sends too many. */
    void transactions(Context context, int count) {
        if (!transactions.tryTake(address(context), count)) {
            refusedTransactions.increment(count);
            throw tooMany("transactions", limits.transactionsPerSecond());
        }
    }

    /** A transaction was refused for what it is, or because the node is full. */
    void refused(RefusalCode code) {
        registry.counter("tally.transactions.refused", "code", code.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A request came too slowly. */
    void slow() {
        refusedSlow.increment();
    }

    private static ProblemException tooMany(String what, int perSecond) {
        return new ProblemException(
                ProblemCode.TOO_MANY_REQUESTS,
                "your address may send " + perSecond + " " + what + " a second; try again a little later");
    }

    static InetAddress address(Context context) {
        return InetAddress.ofLiteral(context.req().getRemoteAddr());
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote) {
            connections
                    .enter(remote.getAddress(), () -> refuse(connection))
                    .ifPresentOrElse(place -> open.put(connection, place), () -> refuse(connection));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        FairPool.@Nullable Place place = open.remove(connection);
        if (place != null) {
            place.close();
        }
    }

    private void refuse(Connection connection) {
        refusedConnections.increment();
        connection.getEndPoint().close();
    }
}
