package org.tallystick.node.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What the servers for the public and for the operator have in common: bounds of every request, and answers to what fails. */
record ServerSetup(Json json, ClientLimits limits, RequestDeadlines deadlines) {
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;

    /** The server itself; to be called first. */
    void basics(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(ServerSetup::bound);
        config.routes.before(context -> SecurityHeaders.addTo(context::header));
    }

    private static void bound(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        http.setOutputBufferSize(BUFFER_BYTES);
    }

    /** What is answered, and how failures are; to be called after everything that is to be looked at before. */
    void answers(JavalinConfig config, List<Route> routes) {
        addAll(routes, config.routes);
        Problems problems = new Problems(json);
        problems.register(config.routes);
        config.router.javaLangErrorHandler(problems::answer);
    }

    /** HEAD is answered as GET is, without the body. */
    private static void addAll(List<Route> routes, RoutesConfig config) {
        for (Route route : routes) {
            config.addHttpHandler(route.method(), route.path(), route.checked());
            if (route.method().equals(HandlerType.GET)) {
                config.addHttpHandler(HandlerType.HEAD, route.path(), route.checked());
            }
        }
    }

    /** Where the server listens. */
    ServerConnector connector(Server server, HttpConfiguration http, String host, int port, Duration idle) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        connector.addBean(limits);
        connector.addBean(deadlines, false);
        return connector;
    }

    /** What looks at a request before Javalin does. */
    void handlers(Server server) {
        server.setHandler(deadlines);
        server.setErrorHandler(new ServerErrors(json));
    }
}
