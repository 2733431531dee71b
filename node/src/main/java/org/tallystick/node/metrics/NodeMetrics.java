package org.tallystick.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.node.net.PeerNetwork;

/** Every meter of the node, under the names that operators rely on. Thread-safe. */
public final class NodeMetrics implements Timings, AutoCloseable {
    /** What {@link #scrape} writes. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final FinalityTimer paymentFinality = new FinalityTimer(registry);
    private final Timer viewDuration = Timer.builder("tally.consensus.view.duration")
            .description("From entering a view until leaving it")
            .serviceLevelObjectives(FinalityTimer.BUCKETS.toArray(Duration[]::new))
            .register(registry);
    private final Timer storageCommit = Timer.builder("tally.storage.commit")
            .description("Writing final blocks to disk, synced")
            .serviceLevelObjectives(FinalityTimer.BUCKETS.toArray(Duration[]::new))
            .register(registry);

    private volatile NodeFigures figures;

    /** @param authorities their names, in order */
    public NodeMetrics(List<String> authorities) {
        NodeFigures.OfAuthority unknown = new NodeFigures.OfAuthority(0, 0, OptionalLong.empty());
        figures = new NodeFigures(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Upkeep.NOTHING_TO_DO,
                authorities.stream().map(name -> unknown).toList());
        bindProcess();
        gauge("tally.consensus.height", "Height of the newest final block", NodeFigures::height);
        gauge("tally.consensus.view", "View the node is in", NodeFigures::view);
        gauge("tally.consensus.missing.authorities", "Not connected", NodeFigures::missingAuthorities);
        gauge("tally.p2p.peers", "Authorities connected", NodeFigures::peers);
        gauge("tally.mempool.transactions", "Transactions that wait", NodeFigures::mempoolTransactions);
        gauge("tally.mempool.bytes", "Size of the transactions that wait", NodeFigures::mempoolBytes);
        gauge(
                "tally.sync.blocks.behind",
                "Final blocks to fetch yet",
                now -> now.upkeep().behindBlocks());
        gauge(
                "tally.sync.seconds.left",
                "Until all are fetched at this rate; NaN when unknown",
                now -> now.upkeep().secondsLeft().stream()
                        .asDoubleStream()
                        .findFirst()
                        .orElse(Double.NaN));
        gauge(
                "tally.proofs.unprovable.blocks",
                "Blocks whose receipts can't be proven for want of certificates",
                now -> now.upkeep().unprovableBlocks());
        gauge(
                "tally.storage.damaged.blocks",
                "Stored blocks that are not what was written, 100 at most",
                now -> now.upkeep().damagedBlocks());
        FunctionCounter.builder(
                        "tally.storage.scrubbed.blocks",
                        this,
                        self -> self.figures.upkeep().scrubbedBlocks())
                .description("Stored blocks checked in the background")
                .register(registry);
        FunctionCounter.builder("tally.consensus.nullified.views", this, self -> self.figures.nullifiedViews())
                .description("Views skipped")
                .register(registry);
        for (int i = 0; i < authorities.size(); i++) {
            bindAuthority(i, authorities.get(i));
        }
    }

    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    private void bindAuthority(int index, String name) {
        gauge(
                "tally.consensus.last.vote.view",
                "Newest view of which a vote of the authority was seen",
                name,
                figures -> figures.authorities().get(index).lastVoteView());
        gauge(
                "tally.consensus.evidence",
                "Proofs kept that the authority broke the rules of voting, 16 at most",
                name,
                figures -> figures.authorities().get(index).evidence());
        gauge(
                "tally.clock.offset.seconds",
                "How far the authority's clock is ahead of this node's, by the time of its newest block; NaN when"
                        + " unknown",
                name,
                figures -> figures.authorities().get(index).clockOffsetMs().stream()
                        .mapToDouble(ms -> ms / 1e3)
                        .findFirst()
                        .orElse(Double.NaN));
    }

    private void gauge(String name, String description, String authority, ToDoubleFunction<NodeFigures> value) {
        Gauge.builder(name, this, self -> value.applyAsDouble(self.figures))
                .description(description)
                .tag("authority", authority)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<NodeFigures> value) {
        Gauge.builder(name, this, self -> value.applyAsDouble(self.figures))
                .description(description)
                .register(registry);
    }

    /** Counts what the peer network moves, by direction and kind of message, what it refuses, and what peers did wrong. */
    public void bindNetwork(PeerNetwork network) {
        List<String> names = network.authorities().authorities().stream()
                .map(Authority::name)
                .toList();
        LinkMeters.bind(registry, network, names);
    }

    /** For meters of others. */
    public MeterRegistry registry() {
        return registry;
    }

    /** From a submission at this node until it is final. */
    public FinalityTimer paymentFinality() {
        return paymentFinality;
    }

    @Override
    public void viewLasted(Duration duration) {
        viewDuration.record(duration);
    }

    @Override
    public void committed(Duration duration) {
        storageCommit.record(duration);
    }

    /** All meters in the Prometheus text format, with the given figures of the node. */
    public String scrape(NodeFigures now) {
        figures = now;
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
