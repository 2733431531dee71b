package org.tallystick.node.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerMessage.Blocks;
import org.tallystick.node.net.PeerMessage.BlocksRequest;
import org.tallystick.node.net.PeerMessage.Certificates;
import org.tallystick.node.net.PeerMessage.CertificatesRequest;
import org.tallystick.node.net.PeerMessage.NoBlocks;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;

/** Answers requests for final blocks and their certificates out of the ledger, for each peer one at a time. Thread-safe. */
public final class BlockRangeServer {
    private final LedgerReader ledger;
    private final Spacing spacing;
    private final Executor workers;
    private final BiConsumer<Integer, PeerMessage> reply;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    /**
     * @param spacing how far apart the certificates that are sent along may be, where there are as many
     * @param workers where the ledger is read, which may block
     * @param reply sends a message to a peer; called on a worker
     */
    public BlockRangeServer(
            LedgerReader ledger, Spacing spacing, Executor workers, BiConsumer<Integer, PeerMessage> reply) {
        this.ledger = ledger;
        this.spacing = spacing;
        this.workers = workers;
        this.reply = reply;
    }

    /** Has the request answered. One that comes before the peer's last is answered is dropped: no honest peer sends it. */
    public void requested(int peer, BlocksRequest request) {
        serve(peer, () -> answer(request));
    }

    /** The same for a request for certificates. */
    public void requested(int peer, CertificatesRequest request) {
        serve(peer, () -> answer(request));
    }

    private void serve(int peer, Supplier<PeerMessage> answer) {
        if (busy.add(peer)) {
            workers.execute(() -> {
                try {
                    reply.accept(peer, answer.get());
                } finally {
                    busy.remove(peer);
                }
            });
        }
    }

    /** As many blocks as the request and one message allow. */
    PeerMessage answer(BlocksRequest request) {
        Chosen chosen = choose(request);
        List<Block> blocks = new ArrayList<>(chosen.blocks().size());
        for (StoredBlock each : chosen.blocks()) {
            Optional<Block> block = ledger.fullBlock(each.header().height());
            if (block.isEmpty()) {
                return new NoBlocks(request.from());
            }
            blocks.add(block.get());
        }
        return blocks.isEmpty() ? new NoBlocks(request.from()) : certified(request, blocks, chosen);
    }

    /** @param certificates of blocks before the last */
    private record Chosen(List<StoredBlock> blocks, List<Certificate> certificates) {}

    /** Ends with the last block that has a certificate of its own, where there is one. */
    private Chosen choose(BlocksRequest request) {
        List<StoredBlock> chosen = new ArrayList<>();
        CertifiedRange certified = new CertifiedRange(spacing, before(request.from()));
        int reach = 0;
        long bytes = 0;
        Optional<StoredBlock> next = ledger.block(request.from());
        while (next.isPresent() && chosen.size() < request.max()) {
            StoredBlock block = next.get();
            // The certificate before this one may be sent along because of it.
            int certificate = certified
                    .last()
                    .flatMap(StoredBlock::finalization)
                    .map(Certificate::size)
                    .orElse(0);
            bytes += block.sizeBytes();
            if (bytes + certified.earlierBytes() + certificate > Blocks.MAX_BYTES) {
                break;
            }
            chosen.add(block);
            certified.add(block);
            if (block.finalization().isPresent()) {
                reach = chosen.size();
            }
            next = ledger.block(block.header().height().next());
        }
        return new Chosen(reach == 0 ? chosen : chosen.subList(0, reach), certified.earlier());
    }

    /** Adds the headers that lead from the last block to one with a certificate. */
    private PeerMessage certified(BlocksRequest request, List<Block> blocks, Chosen chosen) {
        StoredBlock last = chosen.blocks().getLast();
        List<BlockHeader> links = new ArrayList<>();
        Optional<Certificate> finalization = last.finalization();
        Height height = last.header().height();
        while (finalization.isEmpty() && links.size() < Blocks.MAX_LINKS) {
            height = height.next();
            Optional<StoredBlock> link = ledger.block(height);
            if (link.isEmpty()) {
                break;
            }
            links.add(link.get().header());
            finalization = link.get().finalization();
        }
        return finalization.isPresent()
                ? new Blocks(blocks, links, finalization.get(), chosen.certificates())
                : new NoBlocks(request.from());
    }

    /** What this node has of the certificates asked for, as few as serve, up to what one message holds. */
    Certificates answer(CertificatesRequest request) {
        CertifiedRange certified = new CertifiedRange(spacing, before(request.from()));
        Height height = request.from();
        for (int i = 0; i < request.count() && certified.earlierBytes() < Certificates.MAX_BYTES / 2; i++) {
            Optional<StoredBlock> block = ledger.block(height);
            if (block.isEmpty()) {
                break;
            }
            certified.add(block.get());
            height = height.next();
        }
        List<Certificate> all = new ArrayList<>(certified.earlier());
        certified.last().flatMap(StoredBlock::finalization).ifPresent(all::add);
        return new Certificates(all);
    }

    private static Height before(Height from) {
        return Height.of(Math.max(0, from.value() - 1));
    }
}
