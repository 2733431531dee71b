package org.tallystick.node.net;

import java.util.ArrayList;
import java.util.List;

/** A listener that keeps what it is told, in order. */
final class Recorder implements PeerListener {

    /** Something that happened on the link to an authority. */
    sealed interface Event {
        record Connected(int authority) implements Event {}

        record Received(int authority, PeerMessage message) implements Event {}

        record Disconnected(int authority) implements Event {}
    }

    private final List<Event> events = new ArrayList<>();

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    private synchronized void add(Event event) {
        events.add(event);
    }

    List<PeerMessage> messagesFrom(int authority) {
        return events().stream()
                .filter(event -> event instanceof Event.Received received && received.authority() == authority)
                .map(event -> ((Event.Received) event).message())
                .toList();
    }

    @Override
    public void onConnected(int authority) {
        add(new Event.Connected(authority));
    }

    @Override
    public void onMessage(int authority, PeerMessage message) {
        add(new Event.Received(authority, message));
    }

    @Override
    public void onDisconnected(int authority) {
        add(new Event.Disconnected(authority));
    }
}
