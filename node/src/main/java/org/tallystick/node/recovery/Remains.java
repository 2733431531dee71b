package org.tallystick.node.recovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tallystick.consensus.LogRecord;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.VoteLogRescue;

/**
 * What a stopped node still knows of its past.
 *
 * @param log how much of the vote log is left
 * @param records how many of its records can be read
 * @param lastLogged the highest view that they tell of
 * @param ledger in words, how far the ledger reaches
 * @param lastFinal the view of its newest block
 */
public record Remains(VoteLogRescue.State log, int records, View lastLogged, String ledger, View lastFinal) {

    /** A file that every ledger has. */
    private static final String LEDGER_FILE = "CURRENT";

    private record LastBlock(String words, View view) {}

    /** @throws StoreException if the ledger can't be looked at, as while the node runs; one that is damaged is no failure */
    public static Remains of(VoteLogRescue votes, Path ledger, Genesis genesis) {
        List<LogRecord> records = decoded(votes, genesis.hash());
        LastBlock last = lastBlock(ledger, genesis);
        return new Remains(
                votes.state(),
                records.size(),
                records.stream().map(LogRecord::view).max(View::compareTo).orElse(View.ZERO),
                last.words,
                last.view);
    }

    /** This node may have voted in views up to this one, or in later ones that it does not remember. */
    public View floor() {
        return lastLogged.isAfter(lastFinal) ? lastLogged : lastFinal;
    }

    /** The records that can be read, oldest first. */
    static List<LogRecord> decoded(VoteLogRescue votes, Hash genesisHash) {
        return votes.records().stream()
                .flatMap(record -> decoded(record, genesisHash).stream())
                .toList();
    }

    /** Of a damaged log any record may be another program's; what it does not tell, the other nodes do. */
    private static Optional<LogRecord> decoded(Bytes record, Hash genesisHash) {
        try {
            return Optional.of(BorshReader.decodeAll(record.toByteArray(), in -> LogRecord.decode(in, genesisHash)));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static LastBlock lastBlock(Path ledger, Genesis genesis) {
        if (!Files.exists(ledger.resolve(LEDGER_FILE))) {
            return new LastBlock("missing", View.ZERO);
        }
        try (LedgerStore store = LedgerStore.open(ledger, genesis)) {
            var head = store.head().header();
            return new LastBlock("up to height " + head.height() + ", view " + head.view(), head.view());
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.CORRUPT) {
                throw e;
            }
            return new LastBlock("damaged, and tells nothing", View.ZERO);
        }
    }
}
