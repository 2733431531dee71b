package org.tallystick.wallet.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that a command may reach outside its arguments, passed in so that tests run whole commands.
 *
 * @param variables environment variables
 * @param prompt asks the person at the terminal; empty when there is none
 * @param outIsTerminal whether a person sees standard output
 * @param errIsTerminal whether a person sees standard error
 */
public record Surroundings(
        Map<String, String> variables,
        Path workingFolder,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Optional<Prompt> prompt,
        boolean outIsTerminal,
        boolean errIsTerminal) {

    /** Those of this process. */
    public static Surroundings ofProcess() {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return new Surroundings(
                Map.copyOf(System.getenv()),
                Path.of("").toAbsolutePath(),
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                console.map(Prompt::of),
                isTerminal(1, console.isPresent()),
                isTerminal(2, console.isPresent()));
    }

    /** An environment variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The user's folder for settings, {@code tallystick} in the XDG configuration folder. */
    public Path configFolder() {
        return xdg("XDG_CONFIG_HOME", ".config");
    }

    /** The user's folder for what must be kept, {@code tallystick} in the XDG data folder. */
    public Path dataFolder() {
        return xdg("XDG_DATA_HOME", ".local/share");
    }

    private Path xdg(String variable, String fallback) {
        Path home = Path.of(variable("HOME").orElse(System.getProperty("user.home", "")));
        Path base = variable(variable).map(Path::of).orElse(home.resolve(fallback));
        return workingFolder.resolve(base).resolve("tallystick");
    }

    /** The JDK only knows whether input and output both are a terminal; Linux tells of each. */
    private static boolean isTerminal(int descriptor, boolean otherwise) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return otherwise;
        }
    }
}
