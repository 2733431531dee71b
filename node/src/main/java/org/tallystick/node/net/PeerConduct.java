package org.tallystick.node.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.authority.AuthoritySet;

/**
 * Which authorities were seen to do what no honest one does, and who is therefore not linked for a while: twice as long each
 * time, within bounds, and forgiven step by step while nothing happens. Thread-safe.
 */
final class PeerConduct {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConduct.class);
    private static final int MAX_DOUBLINGS = 20;

    private final AuthoritySet authorities;
    private final NetworkOptions.Bar bar;
    private final LongSupplier nanoTime;
    private final List<Offender> offenders = new ArrayList<>();

    private static final class Offender {
        final Map<ProtocolViolation, Long> counts = new EnumMap<>(ProtocolViolation.class);
        int level;
        long barredUntil;
    }

    PeerConduct(AuthoritySet authorities, NetworkOptions.Bar bar, LongSupplier nanoTime) {
        this.authorities = authorities;
        this.bar = bar;
        this.nanoTime = nanoTime;
        for (int i = 0; i < authorities.size(); i++) {
            Offender clean = new Offender();
            clean.barredUntil = nanoTime.getAsLong();
            offenders.add(clean);
        }
    }

    /**
     * Counts what an authority did, and bars it. What it had sent before it was barred makes that no longer, and is not told
     * of: there is at most one line in the log each time that it is barred.
     */
    synchronized void accuse(int authority, ProtocolViolation violation, String detail) {
        Offender offender = offenders.get(authority);
        offender.counts.merge(violation, 1L, Long::sum);
        long now = nanoTime.getAsLong();
        if (now - offender.barredUntil < 0) {
            return;
        }
        forgive(offender, now);
        long length = Math.min(
                bar.first().toNanos() << Math.min(offender.level, MAX_DOUBLINGS),
                bar.longest().toNanos());
        offender.level++;
        offender.barredUntil = now + length;
        LOG.warn(
                "authority {} misbehaved: {} ({}); the link to it is closed for {} ms",
                authorities.get(authority).name(),
                violation,
                detail,
                Duration.ofNanos(length).toMillis());
    }

    private void forgive(Offender offender, long now) {
        long good = (now - offender.barredUntil) / bar.longest().toNanos();
        offender.level = (int) Math.max(0, offender.level - good);
    }

    /** How long an authority is not to be linked; zero when it may be. */
    synchronized Duration barred(int authority) {
        return Duration.ofNanos(Math.max(0, offenders.get(authority).barredUntil - nanoTime.getAsLong()));
    }

    /** How often the authority did what; without what it never did. */
    synchronized Map<ProtocolViolation, Long> of(int authority) {
        return Map.copyOf(offenders.get(authority).counts);
    }
}
