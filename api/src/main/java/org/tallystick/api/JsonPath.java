package org.tallystick.api;

import tools.jackson.core.JacksonException;

/** Names the place in a JSON document where reading failed, as in {@code operations[2].amount}. */
public final class JsonPath {
    private JsonPath() {}

    /** The place, or an empty text where none is known. */
    public static String of(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String property = step.getPropertyName();
            if (property == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(property);
            }
        }
        return path.toString();
    }
}
