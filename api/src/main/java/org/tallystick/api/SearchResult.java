package org.tallystick.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What a search found, the best match first; empty when nothing did. */
public record SearchResult(String query, List<Match> matches) {
    public SearchResult {
        matches = List.copyOf(matches);
    }

    /** What a match is. */
    public enum Kind {
        @JsonProperty("block")
        BLOCK,
        @JsonProperty("transaction")
        TRANSACTION,
        @JsonProperty("account")
        ACCOUNT,
        @JsonProperty("authority")
        AUTHORITY
    }

    /**
     * @param id the height, transaction id, address or authority's index
     * @param label for people
     * @param link where the API has it, a path on the same node
     */
    public record Match(Kind kind, String id, String label, String link) {}
}
