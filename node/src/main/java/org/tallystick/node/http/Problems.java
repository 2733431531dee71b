package org.tallystick.node.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.api.Problem;
import org.tallystick.api.ProblemCode;
import org.tallystick.node.limit.LogLimit;
import org.tallystick.node.store.StoreException;

/** Answers whatever ends a request early with problem details, and never with a stack trace. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Of a path in the log. */
    private static final int MAX_PATH = 200;

    private final Json json;
    private final LogLimit errors = new LogLimit(10, System::nanoTime);

    Problems(Json json) {
        this.json = json;
    }

    /** What Java itself throws, such as a stack that is too deep, is answered and logged like any other mistake. */
    void answer(HttpServletResponse response, Error e) {
        errors.next()
                .ifPresent(leftOut -> LOG.error("a request failed; {} more such answers were not logged", leftOut, e));
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(ProblemCode.INTERNAL.status());
        response.setContentType(Problem.MEDIA_TYPE);
        try {
            response.getOutputStream()
                    .write(json.mapper()
                            .writeValueAsBytes(
                                    Problem.of(ProblemCode.INTERNAL, "the node made a mistake; its log says which")));
        } catch (IOException gone) {
            LOG.debug("nobody is left to be told", gone);
        }
    }

    void register(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, context) -> json.write(context, e.problem()));
        routes.exception(HttpResponseException.class, this::answer);
        routes.exception(InterruptedException.class, (e, context) -> {
            Thread.currentThread().interrupt();
            json.write(context, Problem.of(ProblemCode.NODE_NOT_READY, "the node is stopping"));
        });
        routes.exception(StoreException.class, this::answer);
        routes.exception(Exception.class, this::answer);
    }

    private void answer(HttpResponseException e, Context context) {
        String methods = e.getDetails().get("availableMethods");
        if (e.getStatus() == 405 && methods != null) {
            context.header("Allow", methods);
        }
        json.write(context, ofStatus(e.getStatus(), context.method() + " " + context.path()));
    }

    /** Of a ledger that can't be read no answer is better than a wrong one; another node may have a sound one. */
    private void answer(StoreException e, Context context) {
        log(context, "could not be answered from the ledger", e);
        json.write(context, Problem.of(ProblemCode.NODE_NOT_READY, "the node can't read its ledger; ask another one"));
    }

    private void answer(Exception e, Context context) {
        if (context.res().isCommitted()) {
            // The reader of a stream went away; nobody is left to be told.
            LOG.debug("{} {} ended: {}", context.method(), context.path(), e.toString());
            return;
        }
        if (e instanceof IOException) {
            LOG.debug("{} {} could not be read: {}", context.method(), context.path(), e.toString());
            json.write(context, Problem.of(ProblemCode.BAD_ENCODING, "the body could not be read to its end"));
            return;
        }
        log(context, "failed", e);
        json.write(context, Problem.of(ProblemCode.INTERNAL, "the node made a mistake; its log says which"));
    }

    /** A client may repeat what fails as fast as it can; the log must not grow as fast. */
    private void log(Context context, String what, Exception e) {
        errors.next()
                .ifPresent(leftOut -> LOG.error(
                        "{} {} {}; {} more such answers were not logged",
                        context.method(),
                        shortened(context.path()),
                        what,
                        leftOut,
                        e));
    }

    private static String shortened(String path) {
        return path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "…";
    }

    /** The problem for a refusal that the HTTP server itself came to. */
    static Problem ofStatus(int status, String what) {
        return switch (status) {
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "there is nothing at " + what);
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "not a method of this address: " + what);
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "the body is too large");
            case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "the address is too long");
            case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "not a media type of this address");
            case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE, "the header fields are too large");
            // Versions and transfer codings of HTTP that there are not: no fault of this server, whatever the number
            // says.
            case 501, 505 -> Problem.of(ProblemCode.BAD_ENCODING, "not a version of HTTP that this server understands");
            case 503 -> Problem.of(ProblemCode.NODE_NOT_READY, "the node can't answer now");
            default ->
                status >= 400 && status < 500
                        ? Problem.of(ProblemCode.BAD_ENCODING, "not a request that this server understands")
                        : Problem.of(ProblemCode.INTERNAL, "the node made a mistake; its log says which");
        };
    }
}
