package org.tallystick.config;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.config.NodeConfig.BlockLimits;
import org.tallystick.config.NodeConfig.ClientLimits;
import org.tallystick.config.NodeConfig.Identity;
import org.tallystick.config.NodeConfig.Listen;
import org.tallystick.config.NodeConfig.Logging;
import org.tallystick.config.NodeConfig.MempoolLimits;
import org.tallystick.config.NodeConfig.Storage;
import org.tallystick.config.NodeConfig.Timeouts;

/** {@link NodeConfig} to and from TOML. */
final class NodeToml {
    private NodeToml() {}

    static NodeConfig parse(String toml, String source) {
        ConfigTree root = ConfigTree.parseToml(toml, source);
        Reading in = new Reading(root);
        NodeConfig config = new NodeConfig(
                new Identity(in.value(NodeKnobs.NAME), in.value(NodeKnobs.GENESIS), in.value(NodeKnobs.KEY_FILE)),
                new Storage(in.value(NodeKnobs.LEDGER), in.value(NodeKnobs.VOTES)),
                new Listen(in.value(NodeKnobs.API), in.value(NodeKnobs.P2P), in.value(NodeKnobs.ADMIN)),
                clients(in),
                mempool(in),
                blocks(in),
                timeouts(in),
                logging(in));
        root.requireNoOther();
        in.tables.values().forEach(ConfigTree::requireNoOther);
        validate(config, in);
        return config;
    }

    static NodeConfig withDefaults(Identity identity, Listen listen) {
        Reading defaults = new Reading(ConfigTree.parseToml("", "defaults"));
        return new NodeConfig(
                identity,
                new Storage(defaults.value(NodeKnobs.LEDGER), defaults.value(NodeKnobs.VOTES)),
                listen,
                clients(defaults),
                mempool(defaults),
                blocks(defaults),
                timeouts(defaults),
                logging(defaults));
    }

    static String write(NodeConfig config) {
        Writing out = new Writing();
        out.value(NodeKnobs.NAME, config.identity().name());
        out.value(NodeKnobs.GENESIS, config.identity().genesis());
        out.value(NodeKnobs.KEY_FILE, config.identity().keyFile());
        out.value(NodeKnobs.LEDGER, config.storage().ledger());
        out.value(NodeKnobs.VOTES, config.storage().votes());
        out.value(NodeKnobs.API, config.listen().api());
        out.value(NodeKnobs.P2P, config.listen().p2p());
        out.value(NodeKnobs.ADMIN, config.listen().admin());
        out.value(NodeKnobs.CLIENT_CONNECTIONS, (long) config.clients().connections());
        out.value(NodeKnobs.CLIENT_REQUESTS, (long) config.clients().requestsPerSecond());
        out.value(NodeKnobs.CLIENT_TRANSACTIONS, (long) config.clients().transactionsPerSecond());
        out.value(NodeKnobs.MEMPOOL_TRANSACTIONS, (long) config.mempool().maxTransactions());
        out.value(NodeKnobs.MEMPOOL_BYTES, config.mempool().maxBytes());
        out.value(NodeKnobs.MEMPOOL_PER_SENDER, (long) config.mempool().maxPerSender());
        out.value(NodeKnobs.BLOCK_TRANSACTIONS, (long) config.blocks().maxTransactions());
        out.value(NodeKnobs.BLOCK_BYTES, (long) config.blocks().maxBytes());
        out.value(NodeKnobs.PROPOSAL, config.timeouts().proposal());
        out.value(NodeKnobs.VIEW, config.timeouts().view());
        out.value(NodeKnobs.CAP, config.timeouts().cap());
        out.value(NodeKnobs.IDLE, config.timeouts().idleInterval());
        out.value(NodeKnobs.RESEND, config.timeouts().resend());
        out.value(NodeKnobs.LOG_LEVEL, config.logging().level());
        out.value(NodeKnobs.LOG_FORMAT, config.logging().format());
        out.value(NodeKnobs.LOG_FILE, config.logging().file());
        out.value(NodeKnobs.LOG_BYTES, config.logging().maxBytes());
        return out.text.toString();
    }

    private static ClientLimits clients(Reading in) {
        return new ClientLimits(
                Math.toIntExact(in.value(NodeKnobs.CLIENT_CONNECTIONS)),
                Math.toIntExact(in.value(NodeKnobs.CLIENT_REQUESTS)),
                Math.toIntExact(in.value(NodeKnobs.CLIENT_TRANSACTIONS)));
    }

    private static MempoolLimits mempool(Reading in) {
        return new MempoolLimits(
                Math.toIntExact(in.value(NodeKnobs.MEMPOOL_TRANSACTIONS)),
                in.value(NodeKnobs.MEMPOOL_BYTES),
                Math.toIntExact(in.value(NodeKnobs.MEMPOOL_PER_SENDER)));
    }

    private static BlockLimits blocks(Reading in) {
        return new BlockLimits(
                Math.toIntExact(in.value(NodeKnobs.BLOCK_TRANSACTIONS)),
                Math.toIntExact(in.value(NodeKnobs.BLOCK_BYTES)));
    }

    private static Timeouts timeouts(Reading in) {
        return new Timeouts(
                in.value(NodeKnobs.PROPOSAL),
                in.value(NodeKnobs.VIEW),
                in.value(NodeKnobs.CAP),
                in.value(NodeKnobs.IDLE),
                in.value(NodeKnobs.RESEND));
    }

    private static Logging logging(Reading in) {
        return new Logging(
                in.value(NodeKnobs.LOG_LEVEL),
                in.value(NodeKnobs.LOG_FORMAT),
                in.value(NodeKnobs.LOG_FILE),
                in.value(NodeKnobs.LOG_BYTES));
    }

    /** What one setting demands of another. */
    private static void validate(NodeConfig config, Reading in) {
        Timeouts timeouts = config.timeouts();
        if (timeouts.view().compareTo(timeouts.proposal()) < 0) {
            throw in.error(NodeKnobs.VIEW, "is below proposal_timeout", "Raise it, or lower proposal_timeout.");
        }
        if (timeouts.cap().compareTo(timeouts.view()) < 0) {
            throw in.error(NodeKnobs.CAP, "is below view_timeout", "Raise it, or lower view_timeout.");
        }
        if (!loopback(config.listen().admin().host())) {
            throw in.error(
                    NodeKnobs.ADMIN, "is not a loopback address", "Use 127.0.0.1 and reach it through an SSH tunnel.");
        }
    }

    /** Asks no name server: what is safe must not depend on what one answers. */
    private static boolean loopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Takes values out of the file's tables, or their fallbacks. */
    private static final class Reading {
        private final ConfigTree root;
        private final Map<String, ConfigTree> tables = new LinkedHashMap<>();

        Reading(ConfigTree root) {
            this.root = root;
        }

        <T> T value(Knob<T> knob) {
            ConfigTree table = table(knob);
            Optional<T> fallback = knob.fallback();
            if (fallback.isPresent() && !table.has(knob.key())) {
                return fallback.get();
            }
            return knob.kind().reader().read(table, knob.key());
        }

        ConfigException error(Knob<?> knob, String problem, String remedy) {
            return table(knob).error(knob.key(), problem, remedy);
        }

        private ConfigTree table(Knob<?> knob) {
            return tables.computeIfAbsent(knob.table(), root::tableOrEmpty);
        }
    }

    /** Writes knobs in the order in which they come, a table header before the first of each. */
    private static final class Writing {
        private final StringBuilder text = new StringBuilder();
        private String table = "";

        <T> void value(Knob<T> knob, T value) {
            if (!table.equals(knob.table())) {
                table = knob.table();
                text.append(text.isEmpty() ? "" : "\n")
                        .append('[')
                        .append(table)
                        .append("]\n");
            }
            text.append("# ").append(knob.doc()).append('\n');
            text.append("# Takes ").append(knob.kind().accepts());
            knob.fallback()
                    .ifPresent(fallback ->
                            text.append("; default ").append(knob.kind().toml().apply(fallback)));
            text.append(".\n").append(knob.key()).append(" = ");
            text.append(knob.kind().toml().apply(value)).append('\n');
        }
    }
}
