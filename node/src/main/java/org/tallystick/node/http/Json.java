package org.tallystick.node.http;

import io.javalin.http.Context;
import org.tallystick.api.ApiJson;
import org.tallystick.api.Problem;
import tools.jackson.databind.json.JsonMapper;

/** Writes records as answers. */
final class Json {
    private static final String MEDIA_TYPE = "application/json";

    private final JsonMapper mapper = ApiJson.strict();

    /** Reads what clients send. */
    JsonMapper mapper() {
        return mapper;
    }

    void write(Context context, Object value) {
        context.contentType(MEDIA_TYPE).result(mapper.writeValueAsBytes(value));
    }

    void write(Context context, Problem problem) {
        if (problem.status() == 429 || problem.status() == 503) {
            context.header("Retry-After", "1");
        }
        context.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(mapper.writeValueAsBytes(problem));
    }

    String text(Object value) {
        return mapper.writeValueAsString(value);
    }
}
