package org.tallystick.node.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One thing the server answers: a method, a path with its parameters in braces, and who answers. */
record Route(HandlerType method, String path, Handler handler) {

    static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, handler);
    }

    /** The same, with only so many at a time. */
    Route behind(Gate gate) {
        return new Route(method, path, gate.around(handler));
    }
}
