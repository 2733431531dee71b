package org.tallystick.node.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.StoredBlock;

/**
 * Chooses of ascending blocks those whose certificates are sent along: as few as leave no two farther apart than they need to
 * be. Not thread-safe.
 */
final class CertifiedRange {
    private final Spacing spacing;
    private final List<StoredBlock> kept = new ArrayList<>();
    private Height lastKept;
    private @Nullable StoredBlock candidate;
    private long keptBytes;

    /** @param before the block before the first, which is certified already */
    CertifiedRange(Spacing spacing, Height before) {
        this.spacing = spacing;
        this.lastKept = before;
    }

    /** Takes the next block; those without a certificate of their own make no difference. */
    void add(StoredBlock block) {
        if (block.finalization().isEmpty()) {
            return;
        }
        StoredBlock earlier = candidate;
        if (earlier != null && block.header().height().value() - lastKept.value() > spacing.blocks()) {
            kept.add(earlier);
            keptBytes += earlier.finalization().orElseThrow().size();
            lastKept = earlier.header().height();
        }
        candidate = block;
    }

    /** The newest block that has a certificate. */
    Optional<StoredBlock> last() {
        return Optional.ofNullable(candidate);
    }

    /** Bytes of the certificates before the last. */
    long earlierBytes() {
        return keptBytes;
    }

    /** The certificates chosen, ascending, without that of {@link #last}. */
    List<Certificate> earlier() {
        return kept.stream().flatMap(block -> block.finalization().stream()).toList();
    }
}
