package org.tallystick.node.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Answers requests for final blocks and their certificates; it reads them from the ledger, and so may block. Thread-safe. */
public final class BlockRangeServer {
    private final LedgerReader ledger;
    private final Spacing spacing;

    /** @param spacing how far apart the certificates that are sent along may be, where there are as many */
    public BlockRangeServer(LedgerReader ledger, Spacing spacing) {
        this.ledger = ledger;
        this.spacing = spacing;
    }

    /** As many blocks as the request and one message allow. */
    public PeerMessage answer(BlocksRequest request) {
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
    public Certificates answer(CertificatesRequest request) {
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
