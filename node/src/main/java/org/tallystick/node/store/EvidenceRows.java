package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.node.store.Columns.Accused;

/** Proofs of broken rules, on disk and in memory. Thread-safe. */
final class EvidenceRows {
    /** Of one authority: proofs beyond that say nothing new. */
    static final int MAX_OF_ONE = 16;

    private final Database database;
    private volatile List<Equivocation> kept;

    EvidenceRows(Database database) {
        this.database = database;
        List<Equivocation> found = new ArrayList<>();
        database.latest().ascend(Columns.EVIDENCE, Accused.LOWEST, (accused, proof) -> found.add(proof));
        this.kept = List.copyOf(found);
    }

    /** Ascending by authority and view. */
    List<Equivocation> all() {
        return kept;
    }

    /** Durable when this returns true. Another proof of one authority and view, or too many of one, are passed over. */
    synchronized boolean add(Equivocation proof) {
        List<Equivocation> ofThatOne =
                kept.stream().filter(one -> one.signer() == proof.signer()).toList();
        if (ofThatOne.size() >= MAX_OF_ONE
                || ofThatOne.stream().anyMatch(one -> one.view().equals(proof.view()))) {
            return false;
        }
        Accused accused = new Accused(proof.signer(), proof.view());
        Database.Batch batch = database.batch();
        batch.put(Columns.EVIDENCE, accused, proof);
        database.commit(batch);
        List<Equivocation> more = new ArrayList<>(kept);
        more.add(proof);
        more.sort(Comparator.comparingInt(Equivocation::signer).thenComparing(Equivocation::view));
        kept = List.copyOf(more);
        return true;
    }
}
