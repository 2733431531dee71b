package org.tallystick.node.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.tallystick.api.ProblemCode;
import org.tallystick.node.limit.FairPool;

/**
 * Places for what lasts as long as a client likes, shared fairly among addresses: one has half of them at most, and gives up
 * some of its own when none is left and others come.
 */
final class ClientPool {
    private final FairPool places;
    private final String what;

    /** @param what is limited, for people, in the plural */
    ClientPool(int places, String what) {
        this.places = new FairPool(places, Math.max(1, places / 2));
        this.what = what;
    }

    /** The handler, refusing with 429 when there is no place, and cut off when another address needs its place. */
    Handler around(Handler handler) {
        return context -> {
            try (FairPool.Place _ = enter(context)) {
                handler.handle(context);
            }
        };
    }

    /** A place, or a 429. If another address gets it, the connection is closed. */
    FairPool.Place enter(Context context) {
        return places.enter(ClientLimits.address(context), () -> cutOff(context))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_MANY_REQUESTS, "too many " + what + " at once; try again"));
    }

    /** A place, or none; if another address gets it, nothing is done. */
    Optional<FairPool.Place> tryEnter(Context context) {
        return places.enter(ClientLimits.address(context), () -> {});
    }

    private static void cutOff(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(new IOException("another client needs the place"));
    }
}
