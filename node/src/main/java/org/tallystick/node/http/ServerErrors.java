package org.tallystick.node.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.tallystick.api.Problem;

/** Problem details for what never reaches a route: requests that are not HTTP, too long, or too late. */
final class ServerErrors extends ErrorHandler {
    private final Json json;

    ServerErrors(Json json) {
        this.json = json;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = Problems.ofStatus(response.getStatus(), request.getMethod());
        SecurityHeaders.addTo((name, value) -> response.getHeaders().put(name, value));
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(json.mapper().writeValueAsBytes(problem)), callback);
        return true;
    }
}
