package org.tallystick.node.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands after the question mark of a request's address. Percent signs stand for UTF-8, whatever a request says of its
 * body.
 */
final class Query {
    /** Under this name a request has it. */
    private static final String READ = Query.class.getName();

    private final Map<String, String> values = new LinkedHashMap<>();

    private Query() {}

    /** The query of a request, read once; a 400 if it is misspelt or says something twice. */
    static Query of(Context context) {
        Query known = context.attribute(READ);
        if (known != null) {
            return known;
        }
        Query read = read(context);
        context.attribute(READ, read);
        return read;
    }

    private static Query read(Context context) {
        Query query = new Query();
        String text = context.queryString();
        if (text != null) {
            for (String pair : text.split("&", -1)) {
                query.add(pair);
            }
        }
        return query;
    }

    private void add(String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (values.putIfAbsent(name, value) != null) {
            throw Parameters.bad(shortened(name), "is given more than once");
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Parameters.bad("query", "a percent sign is followed by two hex digits");
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Refuses any parameter but these: a misspelt one would silently mean nothing. */
    void requireOnly(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw Parameters.bad(
                        shortened(name),
                        known.isEmpty()
                                ? "this address takes no parameters"
                                : "this address takes only "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()));
            }
        }
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
