package org.tallystick.node.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.authority.AuthoritySet;

/**
 * This authority's links to all others. They come up and go down by themselves; sending to one that is down does
 * nothing. Thread-safe, but for {@link #start}, which is called once.
 */
public final class PeerNetwork implements Links, AutoCloseable {
    /** What a socket may hold that it has not sent; the rest waits where a more urgent frame can overtake it. */
    private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private static final int ACCEPT_BACKLOG = 128;

    private final PeerIdentity self;
    private final NetworkOptions options;
    private final Counters counters = new Counters();
    private final PeerCodec codec;
    private final PeerConduct conduct;
    private final PeerTable table;
    private final Pipelines pipelines;
    private final EventLoopGroup loops;
    private final ExecutorService handshakes;
    private final List<Dialer> dialers = new ArrayList<>();
    private final AtomicLongArray pauses;
    private final AtomicLongArray unread;
    private @Nullable Channel server;

    public PeerNetwork(PeerIdentity self, NetworkOptions options, PeerListener listener) {
        this.self = self;
        this.options = options;
        this.pauses = new AtomicLongArray(self.authorities().size());
        this.unread = new AtomicLongArray(self.authorities().size());
        this.codec = new PeerCodec(self.genesisHash());
        this.conduct = new PeerConduct(self.authorities(), options.bar(), System::nanoTime);
        this.table = new PeerTable(self.authorities().size(), listener, conduct);
        this.handshakes = handshakeThread(2 * options.maxHandshakes());
        Tls tls = new Tls(self, options.timing().handshake().toMillis(), handshakes);
        this.pipelines = new Pipelines(tls, codec, counters, conduct, table, options);
        this.loops = new MultiThreadIoEventLoopGroup(
                options.ioThreads(), new DefaultThreadFactory("p2p", true), NioIoHandler.newFactory());
    }

    /** What does not fit into its queue fails at once: a flood of handshakes must not pile up here. */
    private static ExecutorService handshakeThread(int maxWaiting) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(maxWaiting),
                new DefaultThreadFactory("p2p-handshake", true));
    }

    /**
     * Listens, and dials every authority of a higher index.
     *
     * @throws IOException if the address cannot be listened on
     */
    public void start() throws IOException {
        server = listen();
        for (int authority = self.index() + 1; authority < self.authorities().size(); authority++) {
            dialers.add(dialer(authority));
        }
        dialers.forEach(Dialer::dial);
    }

    private Channel listen() throws IOException {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, ACCEPT_BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
                .childHandler(pipelines.accepting())
                .bind(options.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + options.listen(), bound.cause());
        }
        return bound.channel();
    }

    private Dialer dialer(int authority) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.timing().handshake().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER);
        Dialer dialer = new Dialer(bootstrap, address(authority), options.timing(), () -> conduct.barred(authority));
        bootstrap.handler(pipelines.dialing(authority, dialer::opened));
        return dialer;
    }

    private InetSocketAddress address(int authority) {
        InetSocketAddress override = options.dial().get(authority);
        return override != null
                ? override
                : HostPort.parse(self.authorities().get(authority).address()).unresolved();
    }

    /** Where this accepts connections: the port it was given, or the one it was given by the system. */
    public InetSocketAddress address() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return (InetSocketAddress) server.localAddress();
    }

    @Override
    public AuthoritySet authorities() {
        return self.authorities();
    }

    /** Encodes the message once. */
    @Override
    public void broadcast(PeerMessage message) {
        List<PeerLink> links = table.all();
        if (links.isEmpty()) {
            return;
        }
        ByteBuf frame = codec.frame(message);
        for (PeerLink link : links) {
            link.send(message.kind(), frame.retainedDuplicate());
        }
        frame.release();
    }

    @Override
    public boolean send(int authority, PeerMessage message) {
        Optional<PeerLink> link = table.get(authority);
        return link.isPresent() && link.get().send(message.kind(), codec.frame(message));
    }

    @Override
    public BitSet connected() {
        BitSet connected = new BitSet(self.authorities().size());
        table.all().forEach(link -> connected.set(link.authority()));
        return connected;
    }

    @Override
    public void pause(int authority) {
        pauses.incrementAndGet(authority);
        table.get(authority).ifPresent(link -> link.channel().config().setAutoRead(false));
    }

    @Override
    public void resume(int authority) {
        table.get(authority).ifPresent(link -> link.channel().config().setAutoRead(true));
    }

    /** Must be told when a message of an authority is dropped. */
    @Override
    public void dropped(int authority) {
        unread.incrementAndGet(authority);
    }

    /** How many messages of an authority were dropped. */
    public long unread(int authority) {
        return unread.get(authority);
    }

    /** How often reading from an authority was stopped. */
    public long pauses(int authority) {
        return pauses.get(authority);
    }

    /** Index of this node's own authority. */
    public int self() {
        return self.index();
    }

    @Override
    public void accuse(int authority, ProtocolViolation violation, String detail) {
        table.accuse(authority, violation, detail);
    }

    @Override
    public Map<ProtocolViolation, Long> misbehaviour(int authority) {
        return conduct.of(authority);
    }

    public NetworkStats stats() {
        return counters.snapshot(table.all().size());
    }

    /** Closes all links and stops listening; returns when no listener is called any more. */
    @Override
    public void close() {
        dialers.forEach(Dialer::stop);
        if (server != null) {
            server.close().awaitUninterruptibly();
        }
        for (PeerLink link : table.all()) {
            link.channel().close().awaitUninterruptibly();
        }
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        handshakes.shutdownNow();
    }
}
