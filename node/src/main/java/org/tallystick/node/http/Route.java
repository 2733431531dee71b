package org.tallystick.node.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * One thing the server answers: a method, a path with its parameters in braces, and who answers.
 *
 * @param parameters the names of what may stand in the query
 */
record Route(HandlerType method, String path, Set<String> parameters, Handler handler) {

    Route {
        parameters = Set.copyOf(parameters);
    }

    static Route get(String path, Handler handler, String... parameters) {
        return get(path, handler, Set.of(parameters));
    }

    static Route get(String path, Handler handler, Set<String> parameters) {
        return new Route(HandlerType.GET, path, parameters, handler);
    }

    static Route post(String path, Handler handler, String... parameters) {
        return new Route(HandlerType.POST, path, Set.of(parameters), handler);
    }

    /** The same, with only so many at a time. */
    Route behind(Gate gate) {
        return new Route(method, path, parameters, gate.around(handler));
    }

    /** The same, with only so many at a time, shared fairly among clients. */
    Route behind(ClientPool pool) {
        return new Route(method, path, parameters, pool.around(handler));
    }

    /** The handler, after the query was found to be one of this route. Pages and checks for machines take any. */
    Handler checked() {
        if (!path.startsWith("/v1/")) {
            return handler;
        }
        return context -> {
            Query.of(context).requireOnly(parameters);
            handler.handle(context);
        };
    }
}
