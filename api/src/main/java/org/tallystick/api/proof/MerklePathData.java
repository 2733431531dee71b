package org.tallystick.api.proof;

import java.util.List;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.merkle.MerklePath;

/** A {@link MerklePath} in a proof file. */
record MerklePathData(long index, long size, List<Hash> siblings) {
    MerklePathData {
        siblings = List.copyOf(siblings);
    }

    static MerklePathData of(MerklePath path) {
        return new MerklePathData(path.index(), path.size(), path.siblings());
    }

    MerklePath toPath() {
        return new MerklePath(index, size, siblings);
    }
}
