package org.tallystick.node.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;

/**
 * Consecutive blocks of a range that was fetched.
 *
 * @param finalization the last block's certificate; empty only for what stands after the last one
 */
record Piece(List<Block> blocks, Optional<Certificate> finalization) {
    Piece {
        blocks = List.copyOf(blocks);
    }

    /** A range, cut behind each block that has a certificate. */
    static List<Piece> of(List<Block> range, List<Certificate> finalizations) {
        Map<Hash, Certificate> byBlock = new HashMap<>();
        finalizations.forEach(each -> byBlock.put(each.ballot().blockHash(), each));
        List<Piece> pieces = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (Block block : range) {
            blocks.add(block);
            Certificate certificate = byBlock.get(block.hash());
            if (certificate != null) {
                pieces.add(new Piece(blocks, Optional.of(certificate)));
                blocks.clear();
            }
        }
        if (!blocks.isEmpty()) {
            pieces.add(new Piece(blocks, Optional.empty()));
        }
        return pieces;
    }
}
