package org.tallystick.wallet.terminal;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes global flags that are not given from the environment: {@code --no-input} from {@code TALLY_NO_INPUT}. Other flags are
 * left out on purpose: a payment must not depend on what a shell happens to hold.
 */
public record EnvironmentDefaults(Surroundings around) implements IDefaultValueProvider {
    private static final Set<String> FLAGS = Set.of("--output", "--quiet", "--verbose", "--color", "--no-input");

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !FLAGS.contains(option.longestName())) {
            return null;
        }
        String variable =
                "TALLY_" + option.longestName().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        boolean isSwitch = option.arity().max() == 0;
        return around.variable(variable)
                .map(value -> isSwitch && value.equals("1") ? "true" : value)
                .orElse(null);
    }
}
