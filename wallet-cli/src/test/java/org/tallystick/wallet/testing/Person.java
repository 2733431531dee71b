package org.tallystick.wallet.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.wallet.WalletCommand;
import org.tallystick.wallet.terminal.Prompt;
import org.tallystick.wallet.terminal.Surroundings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs whole commands in a folder of their own. */
public final class Person {
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private Optional<Prompt> prompt = Optional.empty();
    private String input = "";

    public Person(Path home) {
        this.folder = home.resolve("work");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        variables.put("HOME", home.toString());
    }

    /** What a command did. */
    public record Outcome(int exitCode, String out, String err) {
        public JsonNode json() {
            return new JsonMapper().readTree(out);
        }

        public JsonNode error() {
            return new JsonMapper().readTree(err).get("error");
        }
    }

    /** The folder in which commands are started. */
    public Path folder() {
        return folder;
    }

    public Person with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Sits at a terminal from now on. */
    public Person at(Prompt terminal) {
        prompt = Optional.of(terminal);
        return this;
    }

    public Person typing(String standardInput) {
        input = standardInput;
        return this;
    }

    public Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(
                Map.copyOf(variables),
                folder,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                prompt,
                prompt.isPresent(),
                prompt.isPresent());
        int exitCode = WalletCommand.commandLine(around).execute(args);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
