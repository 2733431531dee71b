package org.tallystick.consensus;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.value.View;

/** Collects what one step wants done, until it is handed out as a {@link Ready}. */
final class Outbox {
    private final List<LogRecord> persist = new ArrayList<>();
    private final List<Message> send = new ArrayList<>();
    private final List<Timer.Action> timers = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Ready.Finalized> finalized = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Forgery> forgeries = new ArrayList<>();
    private boolean askedToCatchUp;

    void persist(LogRecord record) {
        persist.add(record);
    }

    void send(Message message) {
        send.add(message);
    }

    void timer(Timer.Action action) {
        timers.add(action);
    }

    void request(Request request) {
        requests.add(request);
    }

    void finalized(Ready.Finalized chain) {
        finalized.add(chain);
    }

    void evidence(Evidence proof) {
        evidence.add(proof);
    }

    void forgery(Forgery forgery) {
        forgeries.add(forgery);
    }

    /** Asks the host to catch up, unless it was asked since {@link #mayAskToCatchUpAgain}: hints are cheap to forge. */
    void catchUp(View view) {
        if (!askedToCatchUp) {
            askedToCatchUp = true;
            requests.add(new Request.CatchUp(view));
        }
    }

    void mayAskToCatchUpAgain() {
        askedToCatchUp = false;
    }

    /** What was collected; starts anew. */
    Ready drain() {
        Ready ready = new Ready(persist, send, timers, requests, finalized, evidence, forgeries);
        persist.clear();
        send.clear();
        timers.clear();
        requests.clear();
        finalized.clear();
        evidence.clear();
        forgeries.clear();
        return ready;
    }
}
