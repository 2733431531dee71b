package org.tallystick.api;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next where the following page is, as a path and query on the same node; absent on the last page
 * @param prev where the page before is; absent on the first
 */
public record Page<T>(List<T> items, Optional<String> next, Optional<String> prev) {
    public Page {
        items = List.copyOf(items);
    }
}
