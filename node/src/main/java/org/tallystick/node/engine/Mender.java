package org.tallystick.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerMessage.Certificates;
import org.tallystick.node.net.PeerMessage.CertificatesRequest;
import org.tallystick.node.store.CertificateScan;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.Stretch;
import org.tallystick.node.sync.RangeVerifier;
import org.tallystick.node.sync.Spacing;

/**
 * Looks through the ledger for long stretches of blocks without certificates, whose receipts this node could prove with many
 * headers or not at all, and asks its peers, one after the other, for the certificates that it lacks. Slow on purpose: one
 * bounded step each tick. Works on a strand of its own.
 */
final class Mender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mender.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int ROWS_PER_TICK = 5_000;
    /** Further ones are found again when these are mended. */
    private static final int MAX_LISTED = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Until those who had nothing are asked again. */
    private static final Duration REST = Duration.ofMinutes(5);

    private final LedgerReader ledger;
    private final RangeVerifier verifier;
    private final Spacing spacing;
    private final Committer committer;
    private final Links links;
    private final Host host;
    private final Strand strand;

    private final List<Stretch> unmended = new ArrayList<>();
    private final Set<Integer> haveNothing = new HashSet<>();
    private Height reached = Height.ZERO;
    private Optional<Stretch> current = Optional.empty();
    private Optional<Asked> asked = Optional.empty();
    private int lastAsked;
    private long restedNanos;
    private volatile List<Stretch> unprovable = List.of();

    private record Asked(int peer, long atNanos) {}

    /** What the certificates come from and go to. */
    record Books(LedgerReader ledger, RangeVerifier verifier, Committer committer) {}

    Mender(Books books, Spacing spacing, Links links, Host host, Failure failure) {
        this.ledger = books.ledger;
        this.verifier = books.verifier;
        this.committer = books.committer;
        this.spacing = spacing;
        this.links = links;
        this.host = host;
        this.strand = host.strand("mender", 0, failure);
        this.restedNanos = host.nanoTime();
    }

    void start() {
        strand.schedule(TICK, () -> {
            tick();
            start();
        });
    }

    /** Blocks whose receipts this node can't prove, as far as it has looked; ascending. */
    List<Stretch> unprovable() {
        return unprovable;
    }

    /** Where {@link #received} is to be called. */
    Strand strand() {
        return strand;
    }

    /** A damaged certificate is for the scrubber to tell of; this only can't go on past it. */
    private void tick() {
        try {
            step();
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.CORRUPT) {
                throw e;
            }
            LOG.debug("certificates can't be looked through: {}", e.getMessage());
        }
    }

    private void step() {
        if (asked.isPresent()) {
            Asked request = asked.get();
            if (host.nanoTime() - request.atNanos() > PATIENCE.toNanos()) {
                hasNothing(request.peer());
            }
        } else if (current.isPresent()) {
            ask(current.get());
        } else {
            look();
        }
    }

    private void look() {
        CertificateScan scan = ledger.scanCertificates(reached, spacing.blocks(), ROWS_PER_TICK);
        current = scan.stretches().stream().findFirst();
        haveNothing.clear();
        if (current.isPresent()) {
            publish();
        } else {
            reached = scan.reached();
            if (scan.complete() && !unmended.isEmpty() && rested()) {
                reached = before(unmended.getFirst());
                unmended.clear();
            }
        }
    }

    private boolean rested() {
        boolean rested = host.nanoTime() - restedNanos > REST.toNanos();
        if (rested) {
            restedNanos = host.nanoTime();
        }
        return rested;
    }

    private void ask(Stretch stretch) {
        int size = links.authorities().size();
        for (int i = 1; i <= size; i++) {
            int peer = (lastAsked + i) % size;
            if (links.connected().get(peer) && !haveNothing.contains(peer)) {
                int count = (int) Math.min(stretch.blocks(), CertificatesRequest.MAX_COUNT);
                lastAsked = peer;
                asked = Optional.of(new Asked(peer, host.nanoTime()));
                links.send(peer, new CertificatesRequest(stretch.first(), count));
                return;
            }
        }
        giveUp(stretch);
    }

    private void giveUp(Stretch stretch) {
        if (unmended.size() < MAX_LISTED) {
            unmended.add(stretch);
        }
        current = Optional.empty();
        reached = stretch.last().next();
        publish();
    }

    private void publish() {
        List<Stretch> before = unprovable;
        unprovable = Stream.concat(unmended.stream(), current.stream())
                .flatMap(stretch -> stretch.beyond(ReceiptProof.MAX_HEADERS).stream())
                .toList();
        if (!unprovable.isEmpty() && !unprovable.equals(before)) {
            LOG.warn(
                    "receipts in the blocks {} can't be proven by this node: it asks its peers for certificates",
                    unprovable.getLast());
        }
    }

    void received(int peer, Certificates answer) {
        if (current.isEmpty() || asked.filter(request -> request.peer() == peer).isEmpty()) {
            return;
        }
        Optional<String> fault = answer.certificates().isEmpty()
                ? Optional.of("it has none")
                : answer.certificates().stream()
                        .flatMap(each -> fault(current.get(), each).stream())
                        .findFirst();
        if (fault.isPresent()) {
            LOG.info(
                    "{} does not help with certificates of the blocks {}: {}",
                    links.authorities().get(peer).name(),
                    current.get(),
                    fault.get());
            hasNothing(peer);
            return;
        }
        committer.certify(
                answer.certificates(),
                () -> strand.execute(() -> {
                    LOG.info(
                            "{} certificates fetched for the blocks {}",
                            answer.certificates().size(),
                            current.map(Stretch::toString).orElse("before"));
                    asked = Optional.empty();
                    current = Optional.empty();
                    publish();
                }));
    }

    private Optional<String> fault(Stretch stretch, Certificate certificate) {
        Optional<StoredBlock> block = ledger.block(certificate.ballot().blockHash())
                .filter(stored -> !stored.header().height().isBefore(stretch.first())
                        && !stored.header().height().isAfter(stretch.last()));
        return block.map(stored -> verifier.fault(stored.header(), stored.hash(), certificate))
                .orElseGet(() -> Optional.of("a certificate is for none of them"));
    }

    private void hasNothing(int peer) {
        haveNothing.add(peer);
        asked = Optional.empty();
    }

    private static Height before(Stretch stretch) {
        return Height.of(stretch.first().value() - 1);
    }

    @Override
    public void close() {
        strand.close();
    }
}
