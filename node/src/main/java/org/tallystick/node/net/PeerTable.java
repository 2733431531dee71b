package org.tallystick.node.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The links that are up, at most one per authority. Thread-safe: reading takes no lock, and changes are made and told
 * under one, so that the listener hears of them in order.
 */
final class PeerTable {
    private final AtomicReferenceArray<PeerLink> links;
    private final PeerListener listener;
    private final PeerConduct conduct;

    PeerTable(int authorities, PeerListener listener, PeerConduct conduct) {
        this.conduct = conduct;
        this.links = new AtomicReferenceArray<>(authorities);
        this.listener = listener;
    }

    /** Ends the link of an authority that did what no honest one does, and lets it have none for a while. */
    void accuse(int authority, ProtocolViolation violation, String detail) {
        conduct.accuse(authority, violation, detail);
        get(authority).ifPresent(link -> Channels.close(link.channel()));
    }

    /** Puts up a link, unless its authority is barred. An older one of the same authority goes: a peer that dials again has lost it. */
    synchronized void open(PeerLink link) {
        if (conduct.barred(link.authority()).isPositive()) {
            Channels.close(link.channel());
            return;
        }
        Optional<PeerLink> older = get(link.authority());
        older.ifPresent(this::close);
        links.set(link.authority(), link);
        listener.onConnected(link.authority());
        older.ifPresent(each -> Channels.close(each.channel()));
    }

    /** Takes down a link, if it is up. */
    synchronized void close(PeerLink link) {
        if (links.compareAndSet(link.authority(), link, null)) {
            listener.onDisconnected(link.authority());
        }
        link.closed();
    }

    /** Passes on a message, unless its link has been replaced meanwhile. */
    void received(PeerLink link, PeerMessage message) {
        if (links.get(link.authority()) == link) {
            listener.onMessage(link.authority(), message);
        }
    }

    Optional<PeerLink> get(int authority) {
        return Optional.ofNullable(links.get(authority));
    }

    List<PeerLink> all() {
        List<PeerLink> all = new ArrayList<>(links.length());
        for (int i = 0; i < links.length(); i++) {
            get(i).ifPresent(all::add);
        }
        return all;
    }
}
