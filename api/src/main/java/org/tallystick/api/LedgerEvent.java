package org.tallystick.api;

import java.util.Optional;

/**
 * Something a node tells its subscribers, over server-sent events. The SSE event name is {@code block},
 * {@code transaction} or {@code status}.
 */
public sealed interface LedgerEvent {

    /** A block became final. Its SSE id is its height; it is followed by its transactions' events. */
    record BlockFinal(BlockData block) implements LedgerEvent {}

    /** A transaction of a final block. Its SSE id is {@code height.index}. */
    record TransactionFinal(TransactionStatus transaction) implements LedgerEvent {}

    /** The node's status, at once and then every few seconds; has no SSE id. */
    record Status(StatusData status) implements LedgerEvent {}

    /** An event as received, with the id to resume after. */
    record Received(Optional<String> id, LedgerEvent event) {}
}
