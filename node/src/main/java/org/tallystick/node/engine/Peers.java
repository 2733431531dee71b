package org.tallystick.node.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerListener;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.sync.BlockRangeServer;

/** Hands what peers send to those whom it concerns. Called on event loops: nothing here waits. */
public final class Peers implements PeerListener {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Map<Integer, View> lastViews = new ConcurrentHashMap<>();
    private volatile @Nullable Receivers receivers;

    /** Those whom messages concern. */
    record Receivers(
            Links links,
            Engine engine,
            Synchronizer synchronizer,
            Gossip gossip,
            Mender mender,
            BlockRangeServer ranges) {}

    /** To be called once, before there are links: the receivers themselves speak through the links. */
    void bind(Receivers all) {
        receivers = all;
    }

    private Receivers receivers() {
        Receivers bound = receivers;
        if (bound == null) {
            throw new IllegalStateException("started before it was bound");
        }
        return bound;
    }

    @Override
    public void onConnected(int authority) {
        Receivers to = receivers();
        LOG.info("linked to {}", name(to, authority));
        EngineStatus status = to.engine.status();
        to.links.send(authority, new PeerMessage.StatusUpdate(status.tip().height(), status.view()));
    }

    @Override
    public void onDisconnected(int authority) {
        Receivers to = receivers();
        LOG.info("lost the link to {}", name(to, authority));
        to.synchronizer.disconnected(authority);
    }

    @Override
    public void onMessage(int authority, PeerMessage message) {
        Receivers to = receivers();
        switch (message) {
            case PeerMessage.Consensus consensus -> to.engine.receive(authority, consensus.message());
            case PeerMessage.Transactions batch -> to.gossip.received(batch.transactions());
            case PeerMessage.BlocksRequest request -> to.ranges.requested(authority, request);
            case PeerMessage.CertificatesRequest request -> to.ranges.requested(authority, request);
            case PeerMessage.Certificates answer -> to.mender.received(authority, answer);
            case PeerMessage.Blocks range -> to.synchronizer.received(authority, range);
            case PeerMessage.NoBlocks nothing -> to.synchronizer.received(authority, nothing);
            case PeerMessage.FetchBlock request ->
                to.engine.serve(
                        request.blockHash(), block -> to.links.send(authority, new PeerMessage.FetchedBlock(block)));
            case PeerMessage.FetchedBlock answer -> to.engine.receiveFetched(authority, answer.block());
            case PeerMessage.StatusUpdate status -> compare(to, authority, status);
        }
    }

    /**
     * One that stays in an earlier view than this node's gets what explains that. Being a little behind is normal, so it is
     * helped when it says the same view twice.
     */
    private void compare(Receivers to, int authority, PeerMessage.StatusUpdate status) {
        to.synchronizer.received(authority, status);
        View before = lastViews.put(authority, status.view());
        if (status.view().equals(before)
                && status.view().isBefore(to.engine.status().view())) {
            to.engine.explain(message -> to.links.send(authority, new PeerMessage.Consensus(message)));
        }
    }

    private static String name(Receivers to, int authority) {
        return to.links.authorities().get(authority).name();
    }
}
