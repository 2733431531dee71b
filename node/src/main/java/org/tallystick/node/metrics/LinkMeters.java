package org.tallystick.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.tallystick.node.net.ConnectionRefusal;
import org.tallystick.node.net.Kind;
import org.tallystick.node.net.PeerNetwork;
import org.tallystick.node.net.ProtocolViolation;

/**
 * The meters of the links. A registry holds what it reads weakly, so each reads the network itself, which lives as long as the
 * node: anything made on the way would be collected, and the counter stand still.
 */
final class LinkMeters {
    private final MeterRegistry registry;
    private final PeerNetwork network;

    private LinkMeters(MeterRegistry registry, PeerNetwork network) {
        this.registry = registry;
        this.network = network;
    }

    /** @param authorities their names, in order */
    static void bind(MeterRegistry registry, PeerNetwork network, List<String> authorities) {
        LinkMeters meters = new LinkMeters(registry, network);
        for (Kind kind : Kind.values()) {
            meters.traffic(kind);
        }
        for (ConnectionRefusal reason : ConnectionRefusal.values()) {
            meters.counter(
                    "tally.p2p.refused",
                    "Connections that did not become a link",
                    links -> links.stats().refusals(reason),
                    "reason",
                    label(reason));
        }
        for (int i = 0; i < authorities.size(); i++) {
            if (i != network.self()) {
                meters.authority(i, authorities.get(i));
            }
        }
    }

    private void traffic(Kind kind) {
        String bytes = "Bytes of whole frames, before encryption";
        counter(
                "tally.p2p.bytes",
                bytes,
                links -> links.stats().received(kind).bytes(),
                "direction",
                "in",
                "kind",
                label(kind));
        counter(
                "tally.p2p.bytes",
                bytes,
                links -> links.stats().sent(kind).bytes(),
                "direction",
                "out",
                "kind",
                label(kind));
        counter(
                "tally.p2p.unsent",
                "Frames given up because the peer read too slowly",
                links -> links.stats().dropped(kind).messages(),
                "kind",
                label(kind));
    }

    private void authority(int index, String name) {
        for (ProtocolViolation kind : ProtocolViolation.values()) {
            counter(
                    "tally.p2p.misbehaviour",
                    "What the authority sent that no honest one sends",
                    links -> links.misbehaviour(index).getOrDefault(kind, 0L),
                    "authority",
                    name,
                    "kind",
                    kind.label());
        }
        counter(
                "tally.p2p.unread",
                "Messages of the authority dropped because too much of it waited",
                links -> links.unread(index),
                "authority",
                name);
        counter(
                "tally.p2p.pauses",
                "How often the authority was not read for a while because it cost too much",
                links -> links.pauses(index),
                "authority",
                name);
    }

    private void counter(String name, String description, ToDoubleFunction<PeerNetwork> count, String... tags) {
        FunctionCounter.builder(name, network, count)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
