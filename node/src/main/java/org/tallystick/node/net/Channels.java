package org.tallystick.node.net;

import io.netty.channel.Channel;

/** What Netty's channels do for us without telling how it went. */
final class Channels {
    private Channels() {}

    /** Closes a channel, some time soon. A close cannot fail in a way that anyone could act upon. */
    @SuppressWarnings("FutureReturnValueIgnored")
    static void close(Channel channel) {
        channel.close();
    }
}
