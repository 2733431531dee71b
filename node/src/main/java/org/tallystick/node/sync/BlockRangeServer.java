package org.tallystick.node.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerMessage.Blocks;
import org.tallystick.node.net.PeerMessage.BlocksRequest;
import org.tallystick.node.net.PeerMessage.NoBlocks;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;

/** Answers requests for final blocks out of the ledger, for each peer one at a time. Thread-safe. */
public final class BlockRangeServer {
    private final LedgerReader ledger;
    private final Executor workers;
    private final BiConsumer<Integer, PeerMessage> reply;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    /**
     * @param workers where the ledger is read, which may block
     * @param reply sends a message to a peer; called on a worker
     */
    public BlockRangeServer(LedgerReader ledger, Executor workers, BiConsumer<Integer, PeerMessage> reply) {
        this.ledger = ledger;
        this.workers = workers;
        this.reply = reply;
    }

    /** Has the request answered. One that comes before the peer's last is answered is dropped: no honest peer sends it. */
    public void requested(int peer, BlocksRequest request) {
        if (busy.add(peer)) {
            workers.execute(() -> {
                try {
                    reply.accept(peer, answer(request));
                } finally {
                    busy.remove(peer);
                }
            });
        }
    }

    /** As many blocks as the request and one message allow. */
    PeerMessage answer(BlocksRequest request) {
        List<StoredBlock> chosen = choose(request);
        List<Block> blocks = new ArrayList<>(chosen.size());
        for (StoredBlock each : chosen) {
            Optional<Block> block = ledger.fullBlock(each.header().height());
            if (block.isEmpty()) {
                return new NoBlocks(request.from());
            }
            blocks.add(block.get());
        }
        return chosen.isEmpty() ? new NoBlocks(request.from()) : certified(request, blocks, chosen.getLast());
    }

    /** Ends with the last block that has a certificate of its own, where there is one. */
    private List<StoredBlock> choose(BlocksRequest request) {
        List<StoredBlock> chosen = new ArrayList<>();
        int certified = 0;
        long bytes = 0;
        Optional<StoredBlock> next = ledger.block(request.from());
        while (next.isPresent() && chosen.size() < request.max()) {
            bytes += next.get().sizeBytes();
            if (bytes > Blocks.MAX_BYTES) {
                break;
            }
            chosen.add(next.get());
            if (next.get().finalization().isPresent()) {
                certified = chosen.size();
            }
            next = ledger.block(next.get().header().height().next());
        }
        return certified == 0 ? chosen : chosen.subList(0, certified);
    }

    /** Adds the headers that lead from the last block to one with a certificate. */
    private PeerMessage certified(BlocksRequest request, List<Block> blocks, StoredBlock last) {
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
        return finalization.isPresent() ? new Blocks(blocks, links, finalization.get()) : new NoBlocks(request.from());
    }
}
