package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class HandshakeGateTest {
    private final HandshakeGate gate = new HandshakeGate(3);

    @Test
    void lets_in_as_many_as_the_limit() {
        Caller first = enter("10.0.0.1");
        Caller second = enter("10.0.0.1");
        Caller third = enter("10.0.0.1");
        assertThat(first.evicted || second.evicted || third.evicted).isFalse();
    }

    @Test
    void the_oldest_goes_when_one_too_many_comes() {
        Caller first = enter("10.0.0.1");
        Caller second = enter("10.0.0.1");
        enter("10.0.0.1");
        Caller newest = enter("10.0.0.1");
        assertThat(first.evicted).isTrue();
        assertThat(second.evicted || newest.evicted).isFalse();
    }

    @Test
    void a_flood_from_one_address_pushes_out_its_own() {
        Caller honest = enter("10.0.0.1");
        Caller flood = enter("10.0.0.2");
        for (int i = 0; i < 100; i++) {
            enter("10.0.0.2");
        }
        assertThat(flood.evicted).isTrue();
        assertThat(honest.evicted).isFalse();
    }

    @Test
    void who_is_through_or_gone_takes_no_place() {
        Caller through = enter("10.0.0.1");
        gate.leave(through);
        enter("10.0.0.1").close().syncUninterruptibly();
        Caller staying = enter("10.0.0.1");
        enter("10.0.0.1");
        enter("10.0.0.1");
        assertThat(staying.evicted).isFalse();
        enter("10.0.0.1");
        assertThat(staying.evicted).isTrue();
        assertThat(through.evicted).isFalse();
    }

    private Caller enter(String host) {
        Caller caller = new Caller(host);
        gate.enter(caller);
        return caller;
    }

    private static final class Caller extends EmbeddedChannel {
        private final InetSocketAddress address;
        boolean evicted;

        Caller(String host) {
            address = new InetSocketAddress(host, 1);
            pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void userEventTriggered(ChannelHandlerContext context, Object event) {
                    evicted = event == HandshakeGate.Event.EVICTED;
                }
            });
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return address;
        }
    }
}
