package org.tallystick.node.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.PeerMessage.Blocks;
import org.tallystick.node.net.PeerMessage.BlocksRequest;
import org.tallystick.node.net.PeerMessage.NoBlocks;

/**
 * Decides whom to ask for the blocks after this node's own. One request is under way at a time; a peer that does not
 * answer it well loses its turn for a while, twice as long each time, so that claims of great heights cost little and one
 * honest peer is enough to get there. What is not answered in time is asked for in smaller pieces. Times are milliseconds of
 * any clock that only moves forward.
 *
 * <p>Tell it what peers claim, call {@link #next} after each event and every now and then, send what it says, and give it
 * the answers. Not thread-safe.
 */
public final class CatchUp {

    /**
     * @param patience how long a peer may take to answer
     * @param firstBench how long a peer loses its turn the first time
     * @param longestBench the most that this grows to
     */
    public record Timing(Duration patience, Duration firstBench, Duration longestBench) {
        public static final Timing DEFAULT =
                new Timing(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMinutes(5));
    }

    /** Send {@code request} to the authority {@code peer}. */
    public record Ask(int peer, BlocksRequest request) {}

    private record Outstanding(Peer peer, Tip tip, long askedMs) {}

    private static final class Peer {
        final int index;
        Height claim = Height.ZERO;
        Height sparseAt = Height.ZERO;
        int strikes;
        long benchedUntilMs = Long.MIN_VALUE;
        long paceUs;

        Peer(int index) {
            this.index = index;
        }
    }

    /** Those with a better record first, then those with less time per block; who has not been asked yet took none. */
    private static final Comparator<Peer> PREFERENCE =
            Comparator.comparingInt((Peer peer) -> peer.strikes).thenComparingLong(peer -> peer.paceUs);

    /** However slow everything is, so many blocks are no burden. */
    private static final int MIN_COUNT = 32;

    private final RangeVerifier verifier;
    private final Spacing spacing;
    private final Timing timing;
    private final Map<Integer, Peer> peers = new HashMap<>();
    private Optional<Outstanding> outstanding = Optional.empty();
    private Optional<Height> uncertified = Optional.empty();
    private int count = BlocksRequest.MAX_COUNT;

    /** @param spacing how far apart certificates may be before another peer is asked for more */
    public CatchUp(RangeVerifier verifier, Spacing spacing, Timing timing) {
        this.verifier = verifier;
        this.spacing = spacing;
        this.timing = timing;
    }

    /** A connected peer says that it has final blocks up to {@code height}. */
    public void claimed(int peer, Height height) {
        peers.computeIfAbsent(peer, Peer::new).claim = height;
    }

    /** The peer is gone. Its record stays, and a request left unanswered counts: reconnecting must not clear anything. */
    public void disconnected(int peer, long nowMs) {
        Peer gone = peers.get(peer);
        if (gone != null) {
            gone.claim = Height.ZERO;
        }
        outstanding.filter(request -> request.peer().index == peer).ifPresent(request -> strike(request.peer(), nowMs));
    }

    /** The greatest height that more than {@code liars} peers claim, so that at least one who does not lie has it. */
    public Height attested(int liars) {
        return peers.values().stream()
                .map(peer -> peer.claim)
                .sorted(Comparator.reverseOrder())
                .skip(liars)
                .findFirst()
                .orElse(Height.ZERO);
    }

    /** Whom to ask for what now, if anyone. {@code own} is the block after which more is wanted. */
    public Optional<Ask> next(Tip own, long nowMs) {
        outstanding.filter(request -> nowMs >= deadline(request)).ifPresent(request -> {
            // Where links or machines are slow, it may have been too much to ask for.
            count = Math.max(MIN_COUNT, count / 2);
            strike(request.peer(), nowMs);
        });
        if (outstanding.isPresent()) {
            return Optional.empty();
        }
        Height from = own.height().next();
        Comparator<Peer> densestFirst = Comparator.comparing(peer -> peer.sparseAt.equals(from));
        Optional<Peer> chosen = able(own, nowMs).min(densestFirst.thenComparing(PREFERENCE));
        outstanding = chosen.map(peer -> new Outstanding(peer, own, nowMs));
        return chosen.map(peer -> new Ask(peer.index, new BlocksRequest(from, count)));
    }

    private Stream<Peer> able(Tip own, long nowMs) {
        return peers.values().stream().filter(peer -> peer.claim.isAfter(own.height()) && peer.benchedUntilMs <= nowMs);
    }

    /** Takes an answer. {@code own} is the node's tip now, which may have moved on since the request. */
    public Answer answered(int peer, Blocks range, Tip own, long nowMs) {
        if (!isAwaited(peer, range.blocks().getFirst().height())) {
            return new Answer.Unasked();
        }
        Outstanding request = outstanding.orElseThrow();
        Optional<String> fault = verifier.fault(request.tip(), range);
        if (fault.isPresent()) {
            strike(request.peer(), nowMs);
            return new Answer.Refused(fault.get());
        }
        request.peer().strikes = 0;
        if (2 * (nowMs - request.askedMs()) < timing.patience().toMillis()) {
            count = Math.min(BlocksRequest.MAX_COUNT, 2 * count);
        }
        request.peer().paceUs =
                1_000 * (nowMs - request.askedMs()) / range.blocks().size();
        outstanding = Optional.empty();
        if (isSparse(request.tip(), range) && mayHaveMore(request, nowMs)) {
            return new Answer.Sparse();
        }
        List<Block> fresh = range.blocks().stream()
                .filter(block -> block.height().isAfter(own.height()))
                .toList();
        List<Certificate> finalizations = new ArrayList<>(range.earlier());
        if (range.links().isEmpty()) {
            finalizations.add(range.finalization());
            uncertified = Optional.empty();
        } else {
            uncertified = Optional.of(range.blocks().getLast().height());
        }
        return new Answer.Final(fresh, finalizations);
    }

    /** Also if it goes on without a certificate of its own after one that ended so: else blocks pile up, a few at a time. */
    private boolean isSparse(Tip tip, Blocks range) {
        boolean goesOn = uncertified.equals(Optional.of(tip.height()));
        boolean certifiesNone = range.earlier().isEmpty() && !range.links().isEmpty();
        return RangeVerifier.widestGap(range) > spacing.blocks() || (goesOn && certifiesNone);
    }

    /** Whether a peer that can be asked has not shown yet that it has no more certificates than this one. */
    private boolean mayHaveMore(Outstanding request, long nowMs) {
        Height from = request.tip().height().next();
        request.peer().sparseAt = from;
        return able(request.tip(), nowMs).anyMatch(peer -> !peer.sparseAt.equals(from));
    }

    /** Takes the answer that there is nothing: after its claim, that was a lie. */
    public Answer answered(int peer, NoBlocks nothing, long nowMs) {
        if (!isAwaited(peer, nothing.from())) {
            return new Answer.Unasked();
        }
        strike(outstanding.orElseThrow().peer(), nowMs);
        return new Answer.Refused("it has no block at height " + nothing.from() + " after all");
    }

    private boolean isAwaited(int peer, Height first) {
        return outstanding
                .filter(request -> request.peer().index == peer
                        && request.tip().height().next().equals(first))
                .isPresent();
    }

    private long deadline(Outstanding request) {
        return request.askedMs() + timing.patience().toMillis();
    }

    private void strike(Peer peer, long nowMs) {
        long bench = timing.firstBench().toMillis() << Math.min(peer.strikes, 20);
        peer.benchedUntilMs = nowMs + Math.min(bench, timing.longestBench().toMillis());
        peer.strikes++;
        outstanding = Optional.empty();
    }
}
