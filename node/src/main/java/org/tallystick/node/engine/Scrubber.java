package org.tallystick.node.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.node.store.BlockCheck;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.LedgerScrub;

/** Has the stored ledger looked through while the node runs, slowly, on a strand of its own. */
final class Scrubber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final LedgerScrub scrub;
    private final Host host;
    private final Strand strand;

    Scrubber(LedgerReader ledger, BlockCheck check, Host host, Consumer<RuntimeException> onFailure) {
        this.host = host;
        this.scrub = new LedgerScrub(ledger, check, nowMs());
        this.strand = host.strand("scrubber", 0, onFailure);
    }

    void start() {
        strand.schedule(TICK, () -> {
            scrub.step(nowMs())
                    .ifPresent(damage -> LOG.error(
                            "{}. Move the db directory away and start again: the ledger is fetched from the peers",
                            damage));
            start();
        });
    }

    LedgerScrub.Findings findings() {
        return scrub.findings();
    }

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(host.nanoTime());
    }

    @Override
    public void close() {
        strand.close();
    }
}
