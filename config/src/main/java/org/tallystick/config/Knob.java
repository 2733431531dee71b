package org.tallystick.config;

import java.util.Optional;

/**
 * One setting of node.toml, said once: the file is read, written and documented from this.
 *
 * @param table name of the TOML table in which it stands
 * @param fallback what holds when the file doesn't say; empty when it must
 * @param doc what it means, a sentence
 */
record Knob<T>(String table, String key, Kind<T> kind, Optional<T> fallback, String doc) {

    static <T> Knob<T> required(String table, String key, Kind<T> kind, String doc) {
        return new Knob<>(table, key, kind, Optional.empty(), doc);
    }

    static <T> Knob<T> optional(String table, String key, Kind<T> kind, T fallback, String doc) {
        return new Knob<>(table, key, kind, Optional.of(fallback), doc);
    }
}
