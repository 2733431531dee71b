package org.tallystick.node.sync;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.authority.AuthoritySchedule;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.node.net.PeerMessage.Blocks;

/**
 * Decides whether blocks that a peer sent are final. What passes is what a quorum finalized, to the last byte, so an
 * execution that then disagrees shows a fault of this node and none of the peer. Thread-safe.
 */
public final class RangeVerifier {
    private final Hash genesisHash;
    private final AuthoritySchedule schedule;
    private final Verifier verifier;

    public RangeVerifier(Hash genesisHash, AuthoritySet authorities, Verifier verifier) {
        this.genesisHash = genesisHash;
        this.schedule = new AuthoritySchedule(authorities);
        this.verifier = verifier;
    }

    /** The first thing wrong with {@code range} as what follows {@code parent}, cheap checks first; empty if it is final. */
    public Optional<String> fault(Tip parent, Blocks range) {
        return brokenLink(parent, range)
                .or(() -> foreignContent(range.blocks()))
                .or(() -> uncertified(range))
                .or(() -> falseEarlier(range));
    }

    private Optional<String> brokenLink(Tip parent, Blocks range) {
        Tip previous = parent;
        for (Block block : range.blocks()) {
            if (!follows(previous, block.header())) {
                return Optional.of(block + " does not follow " + previous);
            }
            previous = Tip.of(block);
        }
        for (BlockHeader link : range.links()) {
            if (!follows(previous, link)) {
                return Optional.of("the link at height " + link.height() + " does not follow " + previous);
            }
            previous = new Tip(link.height(), link.hash(genesisHash));
        }
        return previous.hash().equals(range.finalization().ballot().blockHash())
                ? Optional.empty()
                : Optional.of("the certificate is not for " + previous);
    }

    private static boolean follows(Tip parent, BlockHeader header) {
        return header.height().equals(parent.height().next())
                && header.parentHash().equals(parent.hash());
    }

    /** The links cover headers only: transactions are compared with what the header commits to. */
    private static Optional<String> foreignContent(List<Block> blocks) {
        for (Block block : blocks) {
            if (!MerkleTree.rootOf(block.transactions()).equals(block.header().transactionsRoot())) {
                return Optional.of(block + " comes with transactions that are not its own");
            }
        }
        return Optional.empty();
    }

    private Optional<String> uncertified(Blocks range) {
        BlockHeader last = range.links().isEmpty()
                ? range.blocks().getLast().header()
                : range.links().getLast();
        return fault(last, range.finalization().ballot().blockHash(), range.finalization());
    }

    private Optional<String> falseEarlier(Blocks range) {
        Iterator<Block> blocks = range.blocks().iterator();
        for (Certificate certificate : range.earlier()) {
            Hash hash = certificate.ballot().blockHash();
            Optional<Block> certified = Optional.empty();
            while (certified.isEmpty() && blocks.hasNext()) {
                certified = Optional.of(blocks.next())
                        .filter(block -> block.hash().equals(hash)
                                && !block.equals(range.blocks().getLast()));
            }
            Optional<String> fault = certified
                    .map(block -> fault(block.header(), hash, certificate))
                    .orElseGet(() -> Optional.of("a certificate before the last is for no block in its place"));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** What is wrong with {@code certificate} as that of a block of this header and hash. */
    public Optional<String> fault(BlockHeader header, Hash hash, Certificate certificate) {
        AuthoritySet authorities = schedule.at(header.height());
        if (!certificate.finalizes(header, hash) || !header.authoritiesHash().equals(authorities.hash())) {
            return Optional.of("the certificate does not finalize the block at height " + header.height());
        }
        return certificate.verifies(authorities, genesisHash, verifier)
                ? Optional.empty()
                : Optional.of("the certificate of the block at height " + header.height() + " does not verify");
    }

    /** The most blocks from one certificate of a range that passes, or its beginning, to the next. */
    public static long widestGap(Blocks range) {
        Set<Hash> certified = new HashSet<>();
        range.earlier().forEach(each -> certified.add(each.ballot().blockHash()));
        long widest = 0;
        long gap = 0;
        for (Block block : range.blocks()) {
            gap++;
            if (certified.contains(block.hash())) {
                widest = Math.max(widest, gap);
                gap = 0;
            }
        }
        return Math.max(widest, gap + range.links().size());
    }
}
