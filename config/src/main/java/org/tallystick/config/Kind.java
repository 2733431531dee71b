package org.tallystick.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a setting takes: how it is read from a file, written to one, and described.
 *
 * @param accepts completes the sentence "takes …"
 */
record Kind<T>(String accepts, Reader<T> reader, Function<T, String> toml) {

    /** Reads and checks the value under a key; a {@link ConfigException} if it is not of this kind. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ConfigTree table, String key);
    }

    static Kind<String> name() {
        return new Kind<>(
                "1 to 64 characters",
                (table, key) -> {
                    String text = table.text(key);
                    if (text.isBlank() || text.length() > 64) {
                        throw table.error(key, "is not 1 to 64 characters", "Choose another name.");
                    }
                    return text;
                },
                Kind::quoted);
    }

    static Kind<Path> path() {
        return new Kind<>(
                "a path; a relative one starts at the folder of this file",
                (table, key) -> table.parsed(key, Path::of),
                path -> quoted(path.toString()));
    }

    static Kind<HostPort> hostPort() {
        return new Kind<>(
                "host:port; port 0 lets the system choose",
                (table, key) -> table.parsed(key, HostPort::parse),
                address -> quoted(address.toString()));
    }

    static Kind<Long> number(long least, long most) {
        return new Kind<>(
                String.format(Locale.ROOT, "a number from %,d to %,d", least, most),
                (table, key) -> {
                    long value = table.number(key);
                    if (value < least || value > most) {
                        throw table.error(
                                key, value + " is not from " + least + " to " + most, "Choose a number in that range.");
                    }
                    return value;
                },
                value -> Long.toString(value));
    }

    static Kind<Duration> duration(Duration least, Duration most) {
        return new Kind<>(
                "a time such as \"250ms\" or \"2s\", from " + format(least) + " to " + format(most),
                (table, key) -> {
                    Duration value = table.parsed(key, Kind::parseDuration);
                    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                        throw table.error(
                                key,
                                format(value) + " is not from " + format(least) + " to " + format(most),
                                "Choose a time in that range.");
                    }
                    return value;
                },
                value -> quoted(format(value)));
    }

    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(Kind::word).toList();
        return new Kind<>(
                "one of " + String.join(", ", words),
                (table, key) -> {
                    String text = table.text(key);
                    if (!words.contains(text)) {
                        throw table.error(
                                key,
                                "\"" + text + "\" is not known here",
                                "Use one of " + String.join(", ", words) + ".");
                    }
                    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
                },
                value -> quoted(word(value)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Duration parseDuration(String text) {
        if (text.matches("[0-9]{1,9}ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        if (text.matches("[0-9]{1,9}s")) {
            return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a time such as \"250ms\" or \"2s\"");
    }

    private static String format(Duration value) {
        return value.toMillis() % 1000 == 0 ? value.toSeconds() + "s" : value.toMillis() + "ms";
    }

    /** A TOML basic string. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
