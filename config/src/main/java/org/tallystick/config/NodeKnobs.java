package org.tallystick.config;

import static org.tallystick.config.Knob.optional;
import static org.tallystick.config.Knob.required;

import java.nio.file.Path;
import java.time.Duration;
import org.tallystick.config.NodeConfig.LogFormat;
import org.tallystick.config.NodeConfig.LogLevel;

/** Every setting of a node. A new one is a line here, and a line each in {@link NodeToml}'s reading and writing. */
final class NodeKnobs {
    private static final int MIB = 1024 * 1024;
    private static final Kind<Duration> PATIENCE = Kind.duration(Duration.ofMillis(20), Duration.ofMinutes(1));

    static final Knob<String> NAME =
            required("node", "name", Kind.name(), "The node's name. An authority's is the one in the genesis.");
    static final Knob<Path> GENESIS =
            required("node", "genesis", Kind.path(), "The genesis file, the same on every node of the network.");
    static final Knob<Path> KEY_FILE = required(
            "node", "key_file", Kind.path(), "The file of the node's key. Nobody but the node's user may read it.");

    static final Knob<Path> LEDGER =
            optional("storage", "ledger", Kind.path(), Path.of("db"), "The folder of final blocks and state.");
    static final Knob<Path> VOTES = optional(
            "storage",
            "votes",
            Kind.path(),
            Path.of("votes"),
            "The folder of this node's own votes. Never restore it from a backup: an old one makes the node contradict"
                    + " itself.");

    static final Knob<HostPort> API = optional(
            "listen", "api", Kind.hostPort(), new HostPort("127.0.0.1", 8700), "The HTTP API and the explorer.");
    static final Knob<HostPort> P2P =
            optional("listen", "p2p", Kind.hostPort(), new HostPort("0.0.0.0", 8701), "The other nodes.");
    static final Knob<HostPort> ADMIN = optional(
            "listen",
            "admin",
            Kind.hostPort(),
            new HostPort("127.0.0.1", 8702),
            "The operator: /liveness, /readiness, /metrics, /peers, /consensus and /log-levels. It asks for no"
                    + " password, so only a loopback address is taken.");

    static final Knob<Long> CLIENT_CONNECTIONS = optional(
            "clients",
            "connections_per_address",
            Kind.number(1, 4_096),
            2_048L,
            "Connections to the API that one address may have open, of 4,096 in all. Behind a proxy all clients are one"
                    + " address; an IPv6 network of /64 is one as well.");
    static final Knob<Long> CLIENT_REQUESTS = optional(
            "clients",
            "requests_per_second",
            Kind.number(1, 1_000_000),
            10_000L,
            "Requests that one address may send.");
    static final Knob<Long> CLIENT_TRANSACTIONS = optional(
            "clients",
            "transactions_per_second",
            Kind.number(1, 1_000_000),
            20_000L,
            "Transactions that one address may submit, by themselves or in batches.");

    static final Knob<Long> MEMPOOL_TRANSACTIONS =
            optional("mempool", "max_transactions", Kind.number(1, 1_000_000), 20_000L, "Transactions that may wait.");
    static final Knob<Long> MEMPOOL_BYTES = optional(
            "mempool", "max_bytes", Kind.number(8_192, 1024L * MIB), 32L * MIB, "Their encoded size in bytes.");
    static final Knob<Long> MEMPOOL_PER_SENDER = optional(
            "mempool",
            "max_per_sender",
            Kind.number(1, 1_000_000),
            5_000L,
            "Transactions of one sender that may wait.");

    static final Knob<Long> BLOCK_TRANSACTIONS = optional(
            "block",
            "max_transactions",
            Kind.number(1, 10_000),
            2_000L,
            "Transactions that this node puts into one block when it leads.");
    static final Knob<Long> BLOCK_BYTES = optional(
            "block",
            "max_bytes",
            Kind.number(16_384, 4L * MIB),
            (long) MIB,
            "Their encoded size in bytes. The network's own limits are 10,000 and 4 MiB.");

    static final Knob<Duration> PROPOSAL = optional(
            "consensus",
            "proposal_timeout",
            PATIENCE,
            Duration.ofSeconds(1),
            "How long a view waits for its leader's proposal before it is skipped.");
    static final Knob<Duration> VIEW = optional(
            "consensus",
            "view_timeout",
            PATIENCE,
            Duration.ofSeconds(2),
            "How long a view waits for a certificate before it is skipped; at least the proposal timeout.");
    static final Knob<Duration> CAP = optional(
            "consensus",
            "timeout_cap",
            PATIENCE,
            Duration.ofSeconds(4),
            "Timeouts grow by half with each view that brings nothing final, up to this.");
    static final Knob<Duration> IDLE = optional(
            "consensus",
            "idle_interval",
            PATIENCE,
            Duration.ofSeconds(5),
            "How often a network without payments makes an empty block.");
    static final Knob<Duration> RESEND = optional(
            "consensus",
            "resend_interval",
            PATIENCE,
            Duration.ofMillis(250),
            "How often a node that is stuck in a view repeats its votes.");
    static final Knob<LogLevel> LOG_LEVEL =
            optional("logging", "level", Kind.choice(LogLevel.class), LogLevel.INFO, "How much is logged.");
    static final Knob<LogFormat> LOG_FORMAT = optional(
            "logging",
            "format",
            Kind.choice(LogFormat.class),
            LogFormat.TEXT,
            "Lines for people, or one JSON object a line for machines.");
    static final Knob<Path> LOG_FILE = optional(
            "logging",
            "file",
            Kind.path(),
            Path.of(""),
            "The file to log to. Empty means standard error: then who starts the node bounds what is kept.");
    static final Knob<Long> LOG_BYTES = optional(
            "logging",
            "max_bytes",
            Kind.number(MIB, 10_240L * MIB),
            64L * MIB,
            "What that file and the seven set aside before it take together; the oldest goes first.");

    private NodeKnobs() {}
}
