package org.tallystick.node.net;

/**
 * Told what happens on the links. Called on event loops, which must never wait: hand over and return. For one authority
 * the calls come in order: connected, messages, disconnected.
 *
 * <p>When there is nowhere to put more messages of an authority, call {@link PeerNetwork#pause}; those already read, at
 * most about one frame's worth of bytes, still arrive.
 */
public interface PeerListener {

    void onConnected(int authority);

    void onMessage(int authority, PeerMessage message);

    void onDisconnected(int authority);
}
