package org.tallystick.node.http;

import io.javalin.http.Handler;
import java.util.concurrent.Semaphore;
import org.tallystick.api.ProblemCode;

/** Lets so many through at a time and refuses the others at once. */
final class Gate {
    private final Semaphore places;
    private final String what;

    /** @param what is limited, for people, in the plural */
    Gate(int places, String what) {
        this.places = new Semaphore(places);
        this.what = what;
    }

    /** The handler, refusing with 429 when there is no place. */
    Handler around(Handler handler) {
        return context -> {
            enter();
            try {
                handler.handle(context);
            } finally {
                leave();
            }
        };
    }

    /** A place, or a 429. */
    void enter() {
        if (!tryEnter()) {
            throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "too many " + what + " at once; try again");
        }
    }

    boolean tryEnter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }
}
