package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.node.NodeCommand;
import org.tallystick.wallet.WalletCommand;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every command of every program, found by asking the command lines themselves: no option may be ignored in silence. */
final class CommandLineTest {

    /** A verb with the names that lead to it, and an option that its program takes before the verb. */
    record Case(String program, List<String> verb, String option) {}

    static Stream<Case> options_before_verbs() {
        return Stream.of("wallet", "testnet", "node")
                .flatMap(program -> verbs(root(program), List.of()).stream()
                        .flatMap(verb -> root(program).getCommandSpec().options().stream()
                                .filter(option -> !option.usageHelp() && !option.versionHelp())
                                .map(option -> new Case(program, verb, option.longestName()))));
    }

    @ParameterizedTest
    @MethodSource("options_before_verbs")
    void an_option_means_the_same_on_both_sides_of_the_verb_and_is_refused_when_it_stands_on_both(Case each) {
        CommandLine root = root(each.program());
        List<String> option = given(root, each.option());
        List<String> verb = new ArrayList<>(each.verb());
        verb.addAll(required(find(root, each.verb())));

        root.parseArgs(verb.toArray(String[]::new));
        Object byDefault = value(root, each);
        root.parseArgs(joined(option, verb));
        Object before = value(root, each);
        root.parseArgs(joined(verb, option));
        Object after = value(root, each);

        assertThat(before).isNotEqualTo(byDefault);
        assertThat(after).isEqualTo(before);
        assertThat(root.execute(joined(List.of(joined(option, verb)), option))).isEqualTo(2);
    }

    static Stream<Case> verbs_of_programs() {
        return Stream.of("wallet", "testnet", "node")
                .flatMap(program -> verbs(root(program), List.of()).stream().map(verb -> new Case(program, verb, "")));
    }

    @ParameterizedTest
    @MethodSource("verbs_of_programs")
    void a_verb_hides_no_option_of_its_program_behind_one_of_its_own(Case each) {
        CommandLine verb = find(root(each.program()), each.verb());
        for (CommandLine above = verb.getParent(); above != null; above = above.getParent()) {
            for (OptionSpec option : above.getCommandSpec().options()) {
                for (String name : option.names()) {
                    OptionSpec own = verb.getCommandSpec().findOption(name);
                    assertThat(own == null || own.inherited() || own.usageHelp() || own.versionHelp())
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("verbs_of_programs")
    void every_verb_answers_help_and_refuses_what_it_does_not_know(Case each) {
        CommandLine root = root(each.program());
        List<String> verb = new ArrayList<>(each.verb());
        StringWriter help = new StringWriter();
        root.setOut(new PrintWriter(help));
        assertThat(root.execute(joined(verb, List.of("--help")))).isZero();
        assertThat(help.toString().lines()).isNotEmpty().allMatch(line -> line.length() <= 80);
        verb.addAll(required(find(root, each.verb())));
        assertThat(root.execute(joined(verb, List.of("--no-such-option")))).isEqualTo(2);
    }

    private static String[] joined(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toArray(String[]::new);
    }

    private static Object value(CommandLine root, Case each) {
        return Optional.<Object>ofNullable(
                        root.getCommandSpec().findOption(each.option()).getValue())
                .orElse("");
    }

    private static CommandLine find(CommandLine root, List<String> path) {
        CommandLine found = root;
        for (String name : path) {
            found = Objects.requireNonNull(found.getSubcommands().get(name));
        }
        return found;
    }

    /** The paths to all commands that do something, which are those without commands below them. */
    private static List<List<String>> verbs(CommandLine command, List<String> path) {
        if (command.getSubcommands().isEmpty()) {
            return List.of(path);
        }
        List<List<String>> all = new ArrayList<>();
        command.getSubcommands().forEach((name, below) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            all.addAll(verbs(below, longer));
        });
        return all;
    }

    private static List<String> given(CommandLine command, String name) {
        OptionSpec option = command.getCommandSpec().findOption(name);
        if (option.arity().max() == 0) {
            return List.of(name);
        }
        Class<?> type = option.type();
        return List.of(
                name,
                type.isEnum() ? type.getEnumConstants()[type.getEnumConstants().length - 1].toString() : "elsewhere");
    }

    /** What the verb can't do without; 1 is a name, a number and a path. */
    private static List<String> required(CommandLine verb) {
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : verb.getCommandSpec().options().stream()
                .filter(OptionSpec::required)
                .toList()) {
            arguments.add(option.longestName());
            arguments.add("1");
        }
        verb.getCommandSpec().positionalParameters().forEach(_ -> arguments.add("1"));
        return arguments;
    }

    private static CommandLine root(String program) {
        CommandLine root = switch (program) {
            case "wallet" -> WalletCommand.commandLine(nowhere());
            case "testnet" -> TestnetCommand.commandLine(nowhere());
            default -> NodeCommand.commandLine();
        };
        root.setOut(new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return root;
    }

    private static Surroundings nowhere() {
        PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
        return new Surroundings(
                Map.of(),
                Path.of("/nowhere"),
                new ByteArrayInputStream(new byte[0]),
                nothing,
                nothing,
                Optional.empty(),
                false,
                false);
    }
}
