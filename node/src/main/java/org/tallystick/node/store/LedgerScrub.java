package org.tallystick.node.store;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.ledger.value.Height;

/**
 * Goes through the stored blocks, old ones included, a few at each step, again and again: damage is found while the peers
 * still have what was lost. Steps are for one thread; what was found may be asked on any.
 */
public final class LedgerScrub {
    private static final int BLOCKS = 20;
    private static final long BYTES = 1024 * 1024;
    private static final Duration REST = Duration.ofHours(24);
    /** Beyond that, more say nothing new. */
    private static final int MAX_LISTED = 100;

    private final LedgerReader ledger;
    private final BlockCheck check;
    private final TreeMap<Height, String> damaged = new TreeMap<>();
    private Height next = Height.ZERO.next();
    private long passBeganMs;
    private volatile Findings findings = new Findings(0, 0, Optional.empty());

    /**
     * What was found so far.
     *
     * @param checked blocks looked at since the start; one that was looked at again counts again
     * @param damaged how many are damaged, 100 at most
     * @param first the lowest of them and what is wrong, for people
     */
    public record Findings(long checked, int damaged, Optional<String> first) {}

    /** @param nowMs of any clock that only moves forward */
    public LedgerScrub(LedgerReader ledger, BlockCheck check, long nowMs) {
        this.ledger = ledger;
        this.check = check;
        this.passBeganMs = nowMs;
    }

    public Findings findings() {
        return findings;
    }

    /**
     * Looks at the next blocks.
     *
     * @return the damage found in this step, one sentence, for the log
     */
    public Optional<String> step(long nowMs) {
        Optional<String> news = Optional.empty();
        Height head = ledger.head().header().height();
        int blocks = 0;
        long bytes = 0;
        while (!next.isAfter(head) && blocks < BLOCKS && bytes < BYTES) {
            Optional<String> fault = look(next);
            news = news.or(() -> fault);
            bytes += size(next, fault);
            blocks++;
            next = next.next();
        }
        findings = new Findings(
                findings.checked() + blocks,
                damaged.size(),
                damaged.entrySet().stream().findFirst().map(each -> sentence(each.getKey(), each.getValue())));
        if (next.isAfter(head) && nowMs - passBeganMs > REST.toMillis()) {
            next = Height.ZERO.next();
            passBeganMs = nowMs;
        }
        return news;
    }

    private Optional<String> look(Height height) {
        Optional<String> fault = check.fault(height);
        if (fault.isEmpty()) {
            damaged.remove(height);
        } else if (damaged.size() < MAX_LISTED) {
            damaged.put(height, fault.get());
        }
        return fault.map(what -> sentence(height, what));
    }

    private long size(Height height, Optional<String> fault) {
        return fault.isPresent()
                ? 0
                : ledger.block(height).map(StoredBlock::sizeBytes).orElse(0);
    }

    private static String sentence(Height height, String what) {
        return "block " + height + " is damaged: " + what;
    }
}
