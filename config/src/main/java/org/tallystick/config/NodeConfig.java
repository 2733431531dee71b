package org.tallystick.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of one node, as its {@code node.toml} holds them. What each means, takes and defaults to is said once, in
 * {@link NodeKnobs}, and stands beside it in every file that {@link #write} writes.
 */
public record NodeConfig(
        Identity identity,
        Storage storage,
        Listen listen,
        ClientLimits clients,
        MempoolLimits mempool,
        BlockLimits blocks,
        Timeouts timeouts,
        Logging logging) {

    /**
     * Who the node is.
     *
     * @param name for people and logs; an authority's is the one in the genesis
     * @param genesis the genesis file
     * @param keyFile the authority's key, see {@link NodeKeyFile}
     */
    public record Identity(String name, Path genesis, Path keyFile) {}

    /** The folders for final blocks and state, and for the log of own votes. */
    public record Storage(Path ledger, Path votes) {}

    /** Where the node listens. The admin port answers without authentication, so {@code admin} is on loopback. */
    public record Listen(HostPort api, HostPort p2p, HostPort admin) {}

    /** What one client's address may take of the HTTP API. */
    public record ClientLimits(int connections, int requestsPerSecond, int transactionsPerSecond) {}

    /** What the mempool holds at most: transactions in all, their bytes, and transactions of one sender. */
    public record MempoolLimits(int maxTransactions, long maxBytes, int maxPerSender) {}

    /** What this node puts into a block at most when it leads. */
    public record BlockLimits(int maxTransactions, int maxBytes) {}

    /**
     * The patience of consensus.
     *
     * @param proposal how long a view waits for the leader's proposal
     * @param view how long it waits for a certificate
     * @param cap longest a timeout grows to after nullified views
     * @param idleInterval how often an idle network makes an empty block
     * @param resend how often a stuck authority repeats its votes
     */
    public record Timeouts(Duration proposal, Duration view, Duration cap, Duration idleInterval, Duration resend) {}

    /**
     * How much is logged, in which form, and where to.
     *
     * @param file the empty path for standard error
     * @param maxBytes what the file and those set aside before it take together
     */
    public record Logging(LogLevel level, LogFormat format, Path file, long maxBytes) {
        boolean toFile() {
            return !file.toString().isEmpty();
        }

        private Logging resolvedIn(Path folder) {
            return toFile() ? new Logging(level, format, folder.resolve(file), maxBytes) : this;
        }
    }

    /** How much is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Lines for people, or one JSON object a line for machines. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** A node with every other setting at its default. */
    public static NodeConfig of(Identity identity, Listen listen) {
        return NodeToml.withDefaults(identity, listen);
    }

    /**
     * Reads {@code file}; relative paths in it start at its folder.
     *
     * @throws ConfigException naming the first thing that is wrong
     */
    public static NodeConfig read(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        NodeConfig config = parse(TextFiles.read(file), file.toString());
        return folder == null ? config : config.resolvedIn(folder);
    }

    /** Parses the text of a {@code node.toml}, paths as written; {@code source} names it in errors. */
    public static NodeConfig parse(String toml, String source) {
        return NodeToml.parse(toml, source);
    }

    /** Writes this to {@code file}, each setting under its description. */
    public void write(Path file) {
        TextFiles.write(file, toToml());
    }

    /** The text of a {@code node.toml} that says all of this, each setting under its description. */
    public String toToml() {
        return NodeToml.write(this);
    }

    private NodeConfig resolvedIn(Path folder) {
        return new NodeConfig(
                new Identity(identity.name, folder.resolve(identity.genesis), folder.resolve(identity.keyFile)),
                new Storage(folder.resolve(storage.ledger), folder.resolve(storage.votes)),
                listen,
                clients,
                mempool,
                blocks,
                timeouts,
                logging.resolvedIn(folder));
    }
}
