package org.tallystick.consensus.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.LogRecord;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/**
 * What a node has written. The vote log is synced within a step; the ledger follows later, so that a crash finds it behind.
 * What was not synced is gone after a crash, or some of it is there, as disks do.
 */
final class SimulatedDisk {
    private record Entry(Block block, Optional<Certificate> finalization) {}

    private final Block genesis;
    private final List<Bytes> log = new ArrayList<>();
    private final List<View> logViews = new ArrayList<>();
    private List<LogRecord> unsynced = List.of();
    private final List<Entry> ledger = new ArrayList<>();
    private int durableBlocks;

    SimulatedDisk(Block genesis) {
        this.genesis = genesis;
    }

    /** Records on their way to the disk. */
    void append(List<LogRecord> records) {
        unsynced = records;
    }

    /** They have arrived. */
    void sync() {
        unsynced.forEach(this::store);
        unsynced = List.of();
    }

    private void store(LogRecord record) {
        log.add(Bytes.encodingOf(record));
        logViews.add(record.view());
    }

    /** The power fails: of what is on its way a prefix arrives, the ledger is as of its last sync. */
    void crash(SplittableRandom random) {
        unsynced.subList(0, random.nextInt(unsynced.size() + 1)).forEach(this::store);
        unsynced = List.of();
        ledger.subList(durableBlocks, ledger.size()).clear();
    }

    List<LogRecord> log(Hash genesisHash) {
        List<LogRecord> records = new ArrayList<>(log.size());
        for (Bytes bytes : log) {
            records.add(BorshReader.decodeAll(bytes.toByteArray(), in -> LogRecord.decode(in, genesisHash)));
        }
        return records;
    }

    /** Appends final blocks, leaving out those already here. */
    void store(List<Block> blocks, Certificate finalization) {
        for (Block block : blocks) {
            if (block.height().value() == ledger.size() + 1L) {
                boolean last = block.equals(blocks.getLast());
                ledger.add(new Entry(block, last ? Optional.of(finalization) : Optional.empty()));
            }
        }
    }

    /** All ledger writes so far are synced; what the log says about their views is dropped. */
    void syncLedger() {
        durableBlocks = ledger.size();
        View last = tip().view();
        int obsolete = 0;
        while (obsolete < log.size() && !logViews.get(obsolete).isAfter(last)) {
            obsolete++;
        }
        log.subList(0, obsolete).clear();
        logViews.subList(0, obsolete).clear();
    }

    FinalTip tip() {
        if (ledger.isEmpty()) {
            return FinalTip.genesis(genesis);
        }
        Entry last = ledger.getLast();
        return FinalTip.of(
                last.block().hash(), last.block().header(), last.finalization().orElseThrow());
    }

    /** The newest block of the ledger; genesis when there is none. */
    Block newest() {
        return ledger.isEmpty() ? genesis : ledger.getLast().block();
    }

    /** Final blocks above {@code height}, oldest first. */
    List<Block> blocksAbove(long height) {
        if (height >= ledger.size()) {
            return List.of();
        }
        return ledger.subList((int) height, ledger.size()).stream()
                .map(Entry::block)
                .toList();
    }

    Optional<Block> block(Hash hash) {
        return ledger.reversed().stream()
                .map(Entry::block)
                .filter(block -> block.hash().equals(hash))
                .findFirst();
    }
}
