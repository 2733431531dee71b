package org.tallystick.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.tallystick.ledger.value.Height;

/**
 * What a node says of a name. Whoever pays asks for the proof instead.
 *
 * @param name as it was asked for
 * @param holder whom it names; of one that rests, whom it named
 * @param spelling the name that was registered, where it only looks like the one asked for
 * @param untilMs up to when it rests or may be claimed, milliseconds since 1970 UTC
 * @param claimant who may claim it
 * @param height the block as of which this is so
 */
public record NameData(
        String name,
        State state,
        Optional<String> holder,
        Optional<String> spelling,
        Optional<Long> untilMs,
        Optional<String> claimant,
        Height height) {

    /** Who may have it. */
    public enum State {
        /** Anyone may take it. */
        @JsonProperty("free")
        FREE,
        @JsonProperty("held")
        HELD,
        /** It is held, and another may claim it. */
        @JsonProperty("offered")
        OFFERED,
        /** Its last holder may take it back. */
        @JsonProperty("resting")
        RESTING,
        /** Of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }
}
