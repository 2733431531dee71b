package org.tallystick.testnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes connections at one port of this machine and passes them on to another; every byte takes its time, either way. */
final class SlowLine implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final int to;
    private final long delayNanos;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What was read together; {@code content} of length 0 is the end. */
    private static final class Parcel {
        private final byte[] content;
        private final long dueNanos;

        Parcel(byte[] content, long dueNanos) {
            this.content = content;
            this.dueNanos = dueNanos;
        }
    }

    SlowLine(int from, int to, Duration delay) throws IOException {
        this.to = to;
        this.delayNanos = delay.toNanos();
        this.server = new ServerSocket(from, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                threads.execute(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            carry(near, far);
            carry(far, near);
        } catch (IOException nobodyThere) {
            close(near);
            close(far);
        }
    }

    private void carry(Socket from, Socket into) {
        BlockingQueue<Parcel> onTheWay = new LinkedBlockingQueue<>();
        threads.execute(() -> read(from, onTheWay));
        threads.execute(() -> write(into, onTheWay));
    }

    private void read(Socket from, BlockingQueue<Parcel> onTheWay) {
        byte[] buffer = new byte[CHUNK];
        int length = 0;
        while (length >= 0) {
            try {
                InputStream in = from.getInputStream();
                length = in.read(buffer);
            } catch (IOException gone) {
                length = -1;
            }
            onTheWay.add(new Parcel(Arrays.copyOf(buffer, Math.max(0, length)), System.nanoTime() + delayNanos));
        }
    }

    private static void write(Socket into, BlockingQueue<Parcel> onTheWay) {
        try (into) {
            OutputStream out = into.getOutputStream();
            for (Parcel next = onTheWay.take(); next.content.length > 0; next = onTheWay.take()) {
                TimeUnit.NANOSECONDS.sleep(next.dueNanos - System.nanoTime());
                out.write(next.content);
            }
        } catch (IOException gone) {
            // The other direction ends by itself.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Closed is closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
