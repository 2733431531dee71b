package org.tallystick.wallet.terminal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The flags of every command, as picocli fills them in: one object for a whole command line, held by its root and inherited by
 * every verb, so that a flag means the same on both sides of the verb. Each has an environment variable of the same name, such as {@code
 * TALLY_NO_INPUT}, which holds where the flag is not given; see {@link EnvironmentDefaults}.
 */
public final class GlobalFlags {

    /** What standard output holds. */
    public enum Format {
        TEXT,
        JSON
    }

    /** When to colour. */
    public enum ColorMode {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            scope = ScopeType.INHERIT,
            names = "--output",
            paramLabel = "text|json",
            description = "Form of the output; json is stable for programs.")
    private Format format = Format.TEXT;

    @Option(
            scope = ScopeType.INHERIT,
            names = {"-n", "--network"},
            paramLabel = "NETWORK",
            description = "A profile's name or a testnet's folder.")
    private @Nullable String network;

    @Option(
            scope = ScopeType.INHERIT,
            names = {"-q", "--quiet"},
            description = "Nothing but the result and errors.")
    private boolean quiet;

    @Option(
            scope = ScopeType.INHERIT,
            names = {"-v", "--verbose"},
            description = "Tell what is being done; stack traces of defects.")
    private boolean verbose;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--color",
            paramLabel = "auto|always|never",
            description = "When to colour; NO_COLOR is honoured.")
    private ColorMode color = ColorMode.AUTO;

    @Option(scope = ScopeType.INHERIT, names = "--no-input", description = "Never ask; fail instead.")
    private boolean noInput;

    public Format format() {
        return format;
    }

    public Optional<String> network() {
        return Optional.ofNullable(network);
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean verbose() {
        return verbose;
    }

    public boolean noInput() {
        return noInput;
    }

    /** Whether to colour what goes to a stream that is a terminal or not. */
    public boolean colors(boolean terminal, Surroundings around) {
        return switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                terminal
                        && around.variable("NO_COLOR").isEmpty()
                        && !around.variable("TERM").equals(Optional.of("dumb"));
        };
    }
}
