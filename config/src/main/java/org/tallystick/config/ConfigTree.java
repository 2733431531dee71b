package org.tallystick.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.codec.DecodeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * One table of a JSON or TOML file, read strictly: it remembers which keys were asked for, so that {@link #requireNoOther}
 * can refuse the rest. What is not as asked for is a {@link ConfigException}. Not thread-safe.
 */
public final class ConfigTree {
    private final String file;
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    private ConfigTree(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw error("", "is not a table of keys", "Compare it with the documentation of this file.");
        }
    }

    /** Reads a JSON file whose root is an object; the file's path names it in errors. */
    public static ConfigTree readJson(Path file) {
        return parseJson(TextFiles.read(file), file.toString());
    }

    /** Parses JSON whose root is an object; {@code file} names it in errors. */
    public static ConfigTree parseJson(String text, String file) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return parse(mapper, text, file, "JSON");
    }

    /** Parses TOML; {@code file} names it in errors. */
    public static ConfigTree parseToml(String text, String file) {
        return parse(new TomlMapper(), text, file, "TOML");
    }

    private static ConfigTree parse(ObjectMapper mapper, String text, String file, String language) {
        try {
            return new ConfigTree(file, "", mapper.readTree(text));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
            String where = line > 0 ? " near line " + line : "";
            throw new ConfigException(file, "", "is not valid " + language + where + why(e), "Correct it there.");
        }
    }

    /** Without the parser's own words: they quote the file, and it may be one that holds a secret. */
    private static String why(JacksonException e) {
        String words = String.valueOf(e.getOriginalMessage());
        return words.startsWith("Duplicate") ? ": a key is there twice" : "";
    }

    /** The text under {@code key}. */
    public String text(String key) {
        JsonNode value = required(key);
        if (!value.isString()) {
            throw error(key, "is not a text", "Put it in double quotes.");
        }
        return value.stringValue();
    }

    /** The text under {@code key} as a value; what {@code parser} can't take becomes a {@link ConfigException}. */
    public <T> T parsed(String key, Function<String, T> parser) {
        return parsed(key, text(key), parser);
    }

    /** A whole number under {@code key}, not negative. */
    public long number(String key) {
        JsonNode value = required(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw error(key, "is not a whole number of 0 or more", "Write digits only, without quotes.");
        }
        return value.longValue();
    }

    /** Whether there is anything under {@code key}. */
    public boolean has(String key) {
        known.add(key);
        return node.has(key);
    }

    /** The table under {@code key}. */
    public ConfigTree table(String key) {
        return new ConfigTree(file, join(path, key), required(key));
    }

    /** The table under {@code key}, or an empty one. */
    public ConfigTree tableOrEmpty(String key) {
        return new ConfigTree(file, join(path, key), has(key) ? required(key) : JsonNodeFactory.instance.objectNode());
    }

    /** The tables of the list under {@code key}. */
    public List<ConfigTree> tables(String key) {
        List<ConfigTree> tables = new ArrayList<>();
        for (JsonNode each : list(key)) {
            tables.add(new ConfigTree(file, join(path, key) + "[" + tables.size() + "]", each));
        }
        return tables;
    }

    /** The texts of the list under {@code key}. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(key)) {
            if (!each.isString()) {
                throw error(key, "is not a list of texts", "Put each in double quotes.");
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    /** All entries of this table, whose keys are data and values texts. */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!each.getValue().isString()) {
                throw error(each.getKey(), "is not a text", "Put it in double quotes.");
            }
            entries.put(each.getKey(), each.getValue().stringValue());
        }
        return entries;
    }

    /** Refuses keys that nobody asked for, naming the nearest known one. */
    public void requireNoOther() {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                String remedy = Nearest.to(key, known)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("Known here: " + String.join(", ", known) + ".");
                throw error(key, "unknown key", remedy);
            }
        }
    }

    /** Parses text that belongs to {@code key}. */
    public <T> T parsed(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (DecodeException | IllegalArgumentException | ArithmeticException e) {
            throw error(key, String.valueOf(e.getMessage()), "Correct this value.");
        }
    }

    /** An error at {@code key} of this table; at the table itself where the key is empty. */
    public ConfigException error(String key, String problem, String remedy) {
        return new ConfigException(file, join(path, key), problem, remedy);
    }

    private JsonNode list(String key) {
        JsonNode value = required(key);
        if (!value.isArray()) {
            throw error(key, "is not a list", "Put its elements in square brackets.");
        }
        return value;
    }

    private JsonNode required(String key) {
        known.add(key);
        @Nullable JsonNode value = node.get(key);
        if (value == null) {
            throw error(key, "missing key", "Add it.");
        }
        return value;
    }

    private static String join(String path, String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }
}
