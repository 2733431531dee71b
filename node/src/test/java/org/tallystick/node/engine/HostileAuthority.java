package org.tallystick.node.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.RawPeer;

/**
 * An authority that takes no part: over a link of its own to each victim it says what its {@link Attack} says, as fast as it
 * is told to or as it can, and comes again at once when it is cut off.
 */
public final class HostileAuthority implements AutoCloseable {
    private static final long AGAIN_NANOS = 200_000_000;
    private static final int BURST = 32;

    private final Genesis genesis;
    private final KeyPair key;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Victim> victims = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong links = new AtomicLong();
    private volatile @Nullable Attack attack;
    private volatile int perSecond;
    private volatile boolean closed;

    /** @param key of authority 0 */
    public HostileAuthority(Genesis genesis, KeyPair key, List<InetSocketAddress> addresses) {
        this.genesis = genesis;
        this.key = key;
        for (InetSocketAddress address : addresses) {
            Victim victim = new Victim(address);
            victims.add(victim);
            threads.add(Thread.ofPlatform().daemon().name("hostile " + address).start(victim::run));
        }
    }

    /** Begins one attack in place of another. */
    public void attack(Attack next, int messagesPerSecond) {
        perSecond = messagesPerSecond;
        sent.set(0);
        links.set(0);
        attack = next;
        victims.forEach(Victim::hangUp);
    }

    /** Goes on without a word: the links stay. */
    public void rest() {
        attack = null;
        victims.forEach(Victim::hangUp);
    }

    /** Messages sent since the attack began. */
    public long sent() {
        return sent.get();
    }

    /** How often it was let in since the attack began. */
    public long links() {
        return links.get();
    }

    @Override
    public void close() {
        closed = true;
        victims.forEach(Victim::hangUp);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What one victim has told. */
    final class Heard {
        private volatile View view = View.of(1);
        private volatile Optional<PeerMessage> certificate = Optional.empty();
        private volatile Optional<Block> block = Optional.empty();
        private final Map<Ballot, Signature> signed = new ConcurrentHashMap<>();
        private final Map<String, byte[]> frames = new ConcurrentHashMap<>();
        private @Nullable Transaction transaction;

        void take(PeerMessage message) {
            switch (message) {
                case PeerMessage.StatusUpdate status -> view = status.view();
                case PeerMessage.Consensus(Message.Certified _) -> certificate = Optional.of(message);
                case PeerMessage.Consensus(Message.Proposal proposal) -> block = Optional.of(proposal.block());
                default -> {}
            }
        }

        Genesis genesis() {
            return genesis;
        }

        Hash genesisHash() {
            return genesis.hash();
        }

        /** The view that the victim is in, or one that is so much further. */
        View view(long ahead) {
            return View.of(view.value() + ahead);
        }

        int leader(View of) {
            return genesis.authorities().leader(of);
        }

        Optional<PeerMessage> certificate() {
            return certificate;
        }

        Optional<Block> block() {
            return block;
        }

        KeyPair signer() {
            return key;
        }

        /** Signs each ballot once: signing costs as much as what it is to cost the victim. */
        Signature sign(Ballot ballot) {
            if (signed.size() > 10_000) {
                signed.clear();
            }
            return signed.computeIfAbsent(ballot, each -> key.sign(each.digest(genesisHash())));
        }

        byte[] remember(String name, Supplier<byte[]> frame) {
            byte[] known = frames.get(name);
            if (known == null) {
                known = frame.get();
                frames.put(name, known);
            }
            return known;
        }

        Transaction rememberTransaction(Supplier<Transaction> made) {
            Transaction known = transaction;
            if (known == null) {
                known = made.get();
                transaction = known;
            }
            return known;
        }
    }

    private final class Victim {
        private final InetSocketAddress address;
        private final Heard heard = new Heard();
        private volatile @Nullable RawPeer peer;

        Victim(InetSocketAddress address) {
            this.address = address;
        }

        void run() {
            long number = 0;
            while (!closed) {
                try (RawPeer link = RawPeer.connect(
                        address, key, "tallystick/1/" + genesis.hash().hex())) {
                    peer = link;
                    links.incrementAndGet();
                    Attack now = attack;
                    if (now == null || now.reads()) {
                        Thread.ofVirtual().start(() -> read(link));
                    }
                    number = now == null ? rest(link, number) : flood(link, now, number);
                } catch (IOException cutOff) {
                    LockSupport.parkNanos(AGAIN_NANOS);
                }
            }
        }

        void hangUp() {
            RawPeer link = peer;
            if (link != null) {
                try {
                    link.close();
                } catch (IOException alreadyClosed) {
                    // that was wanted
                }
            }
        }

        private long rest(RawPeer link, long number) throws IOException {
            while (!closed && attack == null) {
                link.write(new byte[4]);
                LockSupport.parkNanos(5 * AGAIN_NANOS);
            }
            return number;
        }

        private long flood(RawPeer link, Attack now, long from) throws IOException {
            long number = from;
            long start = System.nanoTime();
            for (long count = 0; !closed && now.equals(attack); count++) {
                link.write(now.frame(heard, number++));
                sent.incrementAndGet();
                if (perSecond > 0 && count % BURST == 0) {
                    LockSupport.parkNanos(start + count * 1_000_000_000L / perSecond - System.nanoTime());
                }
            }
            return number;
        }

        private void read(RawPeer link) {
            try {
                while (true) {
                    link.read(genesis.hash()).ifPresent(heard::take);
                }
            } catch (IOException | RuntimeException over) {
                // the link is gone
            }
        }
    }
}
