package org.tallystick.api.client;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events to follow.
 *
 * @param types the kinds wanted
 * @param account only events of transactions that touch this address
 * @param after the SSE id after which to begin, such as a height; empty for what happens from now on
 * @param patience how long to try again when the node is away before giving up
 */
public record EventQuery(Set<Type> types, Optional<String> account, Optional<String> after, Duration patience) {

    /** The kinds of event. */
    public enum Type {
        BLOCK,
        TRANSACTION,
        STATUS
    }

    public EventQuery {
        types = Set.copyOf(types);
    }

    /** Blocks and transactions from now on. */
    public static EventQuery ledger() {
        return new EventQuery(
                EnumSet.of(Type.BLOCK, Type.TRANSACTION), Optional.empty(), Optional.empty(), Duration.ofSeconds(30));
    }

    public EventQuery only(Type type) {
        return new EventQuery(EnumSet.of(type), account, after, patience);
    }

    public EventQuery ofAccount(String address) {
        return new EventQuery(types, Optional.of(address), after, patience);
    }

    public EventQuery after(String id) {
        return new EventQuery(types, account, Optional.of(id), patience);
    }

    public EventQuery withPatience(Duration howLong) {
        return new EventQuery(types, account, after, howLong);
    }

    String toPath() {
        String wanted = types.stream()
                .sorted()
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
        String path =
                account.map(address -> "/v1/accounts/" + address + "/events").orElse("/v1/events");
        return path + "?types=" + wanted;
    }
}
