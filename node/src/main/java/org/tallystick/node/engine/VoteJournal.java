package org.tallystick.node.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tallystick.consensus.LogRecord;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.VoteLog;

/**
 * The vote log as the state machine speaks to it. Remembers which records still matter, so that the log can be cut down to
 * them from time to time. Confined to one thread.
 */
final class VoteJournal {
    private record Kept(View view, Bytes record) {}

    private final VoteLog log;
    private final Hash genesisHash;
    private volatile View silentThrough = View.ZERO;
    private final Deque<Kept> kept = new ArrayDeque<>();

    VoteJournal(VoteLog log, Hash genesisHash) {
        this.log = log;
        this.genesisHash = genesisHash;
    }

    /** What the log holds, oldest first; a {@link org.tallystick.ledger.codec.DecodeException} if it is of another make. */
    List<LogRecord> replay() {
        List<LogRecord> records = new ArrayList<>();
        kept.clear();
        for (Bytes each : log.records()) {
            LogRecord record = BorshReader.decodeAll(each.toByteArray(), in -> LogRecord.decode(in, genesisHash));
            kept.add(new Kept(record.view(), each));
            records.add(record);
            if (record instanceof LogRecord.Abstain abstain && abstain.view().isAfter(silentThrough)) {
                silentThrough = abstain.view();
            }
        }
        return records;
    }

    /** The last view in which the replayed log says that this node must not vote. Thread-safe. */
    View silentThrough() {
        return silentThrough;
    }

    /** Returns when the records are on disk. */
    void append(List<LogRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Bytes> encoded = new ArrayList<>(records.size());
        for (LogRecord each : records) {
            Bytes bytes = Bytes.encodingOf(each);
            encoded.add(bytes);
            kept.add(new Kept(each.view(), bytes));
        }
        log.append(encoded);
    }

    /**
     * Forgets records of views up to {@code durable}, the view of a final block that the ledger holds. What remains says that
     * something was forgotten: a node whose ledger is lost later must not vote in those views as if it never had.
     */
    void forgetUpTo(View durable) {
        kept.removeIf(each -> !each.view.isAfter(durable));
        if (log.compactionDue()) {
            List<Bytes> rest = new ArrayList<>(kept.size() + 1);
            rest.add(Bytes.encodingOf(new LogRecord.Abstain(durable)));
            kept.forEach(each -> rest.add(each.record));
            log.compact(rest);
        }
    }
}
