package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.View;
import org.tallystick.node.engine.TurnQueue.Bounds;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.ProtocolViolation;
import org.tallystick.node.sync.BlockRangeServer;

/**
 * Takes what peers send through the gate to those whom it concerns, and counts what it cost. Thread-safe: nothing here waits.
 */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** Refusals that need no more than the transaction itself: an honest peer has made them before it passes anything on. */
    private static final Set<RefusalCode> FORGERIES =
            EnumSet.of(RefusalCode.UNAUTHORIZED, RefusalCode.HIGH_S, RefusalCode.BAD_SIGNATURE);

    private static final Bounds CONSENSUS = new Bounds(16_384, 2 * Block.MAX_SIZE);
    private static final Bounds TRANSACTIONS = new Bounds(8_192, 4 * 1024 * 1024);
    private static final Bounds RANGES = new Bounds(1_024, 2 * PeerMessage.Blocks.MAX_BYTES);

    /** An honest peer asks again when it was answered; a few may overlap after it was restarted. */
    private static final Bounds REQUESTS = new Bounds(4, 4 * 1024);

    private final Links links;
    private final PeerGate gate;
    private final Receivers to;
    private final PeerGate.Lane consensus;
    private final PeerGate.Lane transactions;
    private final PeerGate.Lane ranges;
    private final PeerGate.Lane requests;
    private final PeerGate.Lane certificates;
    private final CountedVerifier checks;
    private final InstantSource clock;

    /** Of the engine's strand. */
    private final Map<Integer, View> lastViews = new HashMap<>();

    /** Those whom messages concern. */
    record Receivers(
            Engine engine,
            Synchronizer synchronizer,
            Gossip gossip,
            Mender mender,
            BlockRangeServer ranges,
            ClockOffsets clocks) {}

    /** The strands that the engine and the ledger's reader work on. */
    record Strands(Strand engine, Strand reader) {}

    private record LinkReading(Links links) implements PeerGate.Reading {
        @Override
        public void pause(int peer) {
            links.pause(peer);
        }

        @Override
        public void resume(int peer) {
            links.resume(peer);
        }

        @Override
        public void dropped(int peer) {
            links.dropped(peer);
        }
    }

    /** @param checks with which the engine verifies */
    Reception(Links links, Host host, Strands strands, Receivers to, CountedVerifier checks) {
        this.links = links;
        this.to = to;
        this.checks = checks;
        this.clock = host.clock();
        this.gate = new PeerGate(links.authorities().size(), host, strands.engine, new LinkReading(links));
        this.consensus = gate.lane(strands.engine, CONSENSUS);
        this.transactions = gate.sheddingLane(to.gossip.strand(), TRANSACTIONS);
        this.ranges = gate.lane(to.synchronizer.strand(), RANGES);
        this.requests = gate.lane(strands.reader, REQUESTS);
        this.certificates = gate.lane(to.mender.strand(), RANGES);
    }

    void connected(int authority) {
        LOG.info("linked to {}", name(authority));
        gate.connected(authority);
        EngineStatus status = to.engine.status();
        links.send(authority, new PeerMessage.StatusUpdate(status.tip().height(), status.view()));
    }

    void disconnected(int authority) {
        LOG.info("lost the link to {}", name(authority));
        to.synchronizer.disconnected(authority);
    }

    /** An authority did what no honest one does: its link ends, and what it sent is not looked at any more. */
    void accuse(int authority, ProtocolViolation violation, String detail) {
        links.accuse(authority, violation, detail);
        gate.clear(authority);
    }

    private String name(int authority) {
        return links.authorities().get(authority).name();
    }

    void received(int peer, PeerMessage message) {
        Toll toll = Toll.of(message);
        switch (message) {
            case PeerMessage.Consensus(Message said) ->
                consensus.offer(peer, toll, () -> {
                    compareClocks(peer, said);
                    to.engine.receive(peer, said);
                    return toll.handling() + checks.drain();
                });
            case PeerMessage.FetchedBlock(Block block) ->
                consensus.offer(peer, toll, () -> {
                    to.engine.receiveFetched(peer, block);
                    return toll.handling();
                });
            case PeerMessage.FetchBlock request ->
                consensus.offer(peer, toll, () -> toll.handling() + serve(peer, request));
            case PeerMessage.Transactions(List<Transaction> batch) ->
                transactions.offer(peer, toll, () -> toll.handling() + take(peer, batch));
            case PeerMessage.BlocksRequest request ->
                requests.offer(peer, toll, () -> toll.handling() + serve(peer, request));
            case PeerMessage.CertificatesRequest request ->
                requests.offer(peer, toll, () -> toll.handling() + serve(peer, request));
            case PeerMessage.Certificates answer ->
                certificates.offer(peer, toll, () -> {
                    to.mender.received(peer, answer);
                    return toll.handling();
                });
            case PeerMessage.Blocks range ->
                ranges.offer(peer, toll, () -> {
                    to.synchronizer.received(peer, range);
                    return toll.handling();
                });
            case PeerMessage.NoBlocks nothing ->
                ranges.offer(peer, toll, () -> {
                    to.synchronizer.received(peer, nothing);
                    return toll.handling();
                });
            case PeerMessage.StatusUpdate status -> {
                ranges.offer(peer, toll, () -> {
                    to.synchronizer.received(peer, status);
                    return toll.handling();
                });
                consensus.offer(peer, toll, () -> compare(peer, status));
            }
        }
    }

    private void compareClocks(int peer, Message said) {
        if (said instanceof Message.Proposal proposal
                && proposal.block().header().proposer() == peer) {
            BlockHeader header = proposal.block().header();
            to.clocks.proposed(peer, header.view(), to.engine.status().view(), header.timeMs(), clock.millis());
        }
    }

    private int serve(int peer, PeerMessage.FetchBlock request) {
        int took = 0;
        List<Block> blocks = to.engine.blocks(request.blockHash());
        for (Block block : blocks.subList(0, Math.min(blocks.size(), PeerMessage.FetchBlock.MAX_ANSWERS))) {
            links.send(peer, new PeerMessage.FetchedBlock(block));
            took += Toll.work(block.size());
        }
        return took;
    }

    private int serve(int peer, PeerMessage.BlocksRequest request) {
        PeerMessage answer = to.ranges.answer(request);
        links.send(peer, answer);
        return answer instanceof PeerMessage.Blocks range
                ? Toll.lookups(range.blocks().size())
                        + Toll.work(
                                range.blocks().stream().mapToLong(Block::size).sum())
                : 0;
    }

    private int serve(int peer, PeerMessage.CertificatesRequest request) {
        links.send(peer, to.ranges.answer(request));
        return Toll.lookups(request.count());
    }

    /** What was admitted was worth its price. */
    private int take(int peer, List<Transaction> batch) {
        int known = 0;
        int refused = 0;
        Optional<String> forged = Optional.empty();
        for (Submission answer : to.gossip.received(batch)) {
            switch (answer) {
                case Submission.Accepted _ -> {}
                case Submission.Pending _, Submission.Final _ -> known++;
                case Submission.Refused(var id, var refusal) -> {
                    refused++;
                    if (FORGERIES.contains(refusal.code())) {
                        forged = Optional.of(id + ": " + refusal.detail());
                    }
                }
            }
        }
        forged.ifPresent(detail -> accuse(peer, ProtocolViolation.INVALID_TRANSACTION, detail));
        return refused + Toll.lookups(known);
    }

    /**
     * One that stays in an earlier view than this node's gets what explains that. Being a little behind is normal, so it is
     * helped when it says the same view twice.
     */
    private int compare(int peer, PeerMessage.StatusUpdate status) {
        View before = lastViews.put(peer, status.view());
        if (!status.view().equals(before)
                || !status.view().isBefore(to.engine.status().view())) {
            return 0;
        }
        List<Message> explanation = to.engine.explanation();
        explanation.forEach(message -> links.send(peer, new PeerMessage.Consensus(message)));
        return explanation.size();
    }
}
