package org.tallystick.node.engine;

import org.jspecify.annotations.Nullable;
import org.tallystick.node.net.PeerListener;
import org.tallystick.node.net.PeerMessage;

/** What the links tell to; exists before those who are told, as they speak through the links themselves. */
public final class Peers implements PeerListener {
    private volatile @Nullable Reception reception;

    /** To be called once, before there are links. */
    void bind(Reception to) {
        reception = to;
    }

    private Reception reception() {
        Reception bound = reception;
        if (bound == null) {
            throw new IllegalStateException("started before it was bound");
        }
        return bound;
    }

    @Override
    public void onConnected(int authority) {
        reception().connected(authority);
    }

    @Override
    public void onDisconnected(int authority) {
        reception().disconnected(authority);
    }

    @Override
    public void onMessage(int authority, PeerMessage message) {
        reception().received(authority, message);
    }
}
