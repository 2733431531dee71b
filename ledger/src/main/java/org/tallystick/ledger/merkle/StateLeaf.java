package org.tallystick.ledger.merkle;

import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

/**
 * One value of the state as the tree sees it.
 *
 * @param path where it hangs: bit 0 is the highest bit of the first byte, and 0 leads to the left
 * @param valueHash hash of the value
 */
public record StateLeaf(Hash path, Hash valueHash) {

    /** The hash of a subtree that holds this leaf and no other. */
    public Hash hash() {
        return HashTag.STATE_LEAF.hash(path.toByteArray(), valueHash.toByteArray());
    }
}
