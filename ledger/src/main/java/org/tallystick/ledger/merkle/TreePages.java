package org.tallystick.ledger.merkle;

import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;

/**
 * Where the pages of a state tree are found. A page covers four levels of the binary tree: the sixteen subtrees below a
 * prefix of the path.
 */
@FunctionalInterface
public interface TreePages {

    /**
     * The encoded page at {@code prefix}, or nothing where no subtree of two or more leaves has grown.
     *
     * @param prefix one byte per nibble of the path, each 0 to 15; empty for the root page
     */
    Optional<Bytes> page(Bytes prefix);
}
