package org.tallystick.node.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.net.PeerMessage.Blocks;

/**
 * Decides whether blocks that a peer sent are final. What passes is what a quorum finalized, to the last byte, so an
 * execution that then disagrees shows a fault of this node and none of the peer. Thread-safe.
 */
public final class RangeVerifier {
    private final Hash genesisHash;
    private final AuthoritySet authorities;
    private final Hash authoritiesHash;
    private final Verifier verifier;

    public RangeVerifier(Hash genesisHash, AuthoritySet authorities, Verifier verifier) {
        this.genesisHash = genesisHash;
        this.authorities = authorities;
        this.authoritiesHash = authorities.hash();
        this.verifier = verifier;
    }

    /** The first thing wrong with {@code range} as what follows {@code parent}, cheap checks first; empty if it is final. */
    public Optional<String> fault(Tip parent, Blocks range) {
        return brokenLink(parent, range)
                .or(() -> foreignContent(range.blocks()))
                .or(() -> uncertified(range));
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
            List<byte[]> leaves = new ArrayList<>(block.transactions().size());
            for (Transaction transaction : block.transactions()) {
                leaves.add(transaction.encoded());
            }
            if (!MerkleTree.root(leaves).equals(block.header().transactionsRoot())) {
                return Optional.of(block + " comes with transactions that are not its own");
            }
        }
        return Optional.empty();
    }

    private Optional<String> uncertified(Blocks range) {
        BlockHeader last = range.links().isEmpty()
                ? range.blocks().getLast().header()
                : range.links().getLast();
        Certificate certificate = range.finalization();
        Ballot expected =
                Ballot.finalize(last.epoch(), last.view(), certificate.ballot().blockHash());
        if (!certificate.ballot().equals(expected) || !last.authoritiesHash().equals(authoritiesHash)) {
            return Optional.of("the certificate does not finalize the block at height " + last.height());
        }
        return certificate.verifies(authorities, genesisHash, verifier)
                ? Optional.empty()
                : Optional.of("the certificate of the block at height " + last.height() + " does not verify");
    }
}
