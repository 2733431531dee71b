package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The part of a numbered list, from 0 to {@code size - 1}, that one page shows.
 *
 * @param first the first position shown, in the list's direction
 */
record Range(long size, long first, int limit, boolean ascending) {

    /** The names of what a request may say about its page. */
    static final Set<String> PARAMETERS = Set.of("cursor", "limit", "order");

    /** As asked for by {@code cursor}, {@code limit} and {@code order}. */
    static Range of(Context context, long size, boolean ascendingUnlessAsked) {
        boolean ascending = Parameters.ascending(context, ascendingUnlessAsked);
        int limit = Parameters.limit(context);
        long start = ascending ? 0 : Math.max(0, size - 1);
        return new Range(size, Parameters.number(context, "cursor").orElse(start), limit, ascending);
    }

    /** The positions shown, in the list's direction. */
    LongStream positions() {
        long step = ascending ? 1 : -1;
        return LongStream.iterate(first, at -> at + step).limit(limit).filter(this::exists);
    }

    /** Where the following page is. */
    Optional<String> next(String path) {
        long cursor = ascending ? first + limit : first - limit;
        return exists(cursor) ? Optional.of(link(path, cursor, limit)) : Optional.empty();
    }

    /** Where the page before is: shorter than others where the list begins in the middle of it. */
    Optional<String> prev(String path) {
        long before = ascending ? first : size - 1 - first;
        if (before <= 0 || !exists(first)) {
            return Optional.empty();
        }
        int shown = (int) Math.min(limit, before);
        return Optional.of(link(path, ascending ? first - shown : first + shown, shown));
    }

    private boolean exists(long position) {
        return position >= 0 && position < size;
    }

    private String link(String path, long cursor, int shown) {
        return path + "?order=" + (ascending ? "asc" : "desc") + "&limit=" + shown + "&cursor=" + cursor;
    }
}
