package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.value.Address;
import org.tallystick.node.store.StoredTransaction;

/**
 * What one subscriber asked for.
 *
 * @param account only transactions that touch it
 * @param height of the first block to tell of
 * @param index of the first transaction of that block to tell of; -1 to begin with the block itself
 */
record EventSubscription(Set<Type> types, Optional<Address> account, long height, int index) {

    /** The kinds of event; as an SSE event name in lower case. */
    enum Type {
        BLOCK,
        TRANSACTION,
        STATUS
    }

    EventSubscription {
        types = Set.copyOf(types);
    }

    /** As asked for by {@code types} and the {@code Last-Event-ID} header. */
    static EventSubscription of(Context context, Optional<Address> account, long head) {
        Set<Type> types = types(context, account.isPresent());
        String lastId = context.header("Last-Event-ID");
        if (lastId == null) {
            return new EventSubscription(types, account, head + 1, -1);
        }
        int dot = lastId.indexOf('.');
        String name = "Last-Event-ID";
        long height = Parameters.number(name, dot < 0 ? lastId : lastId.substring(0, dot));
        if (height > head) {
            throw new ProblemException(
                    ProblemCode.NOT_FINAL,
                    name + ": the newest final block here is " + head + "; that event is of a later one");
        }
        if (dot < 0) {
            return new EventSubscription(types, account, height, 0);
        }
        long after = Parameters.number(name, lastId.substring(dot + 1));
        if (after >= Integer.MAX_VALUE) {
            throw Parameters.bad(name, "is the id of an event");
        }
        return new EventSubscription(types, account, height, (int) after + 1);
    }

    private static Set<Type> types(Context context, boolean ofAccount) {
        Optional<String> wanted = Parameters.query(context, "types");
        if (wanted.isEmpty()) {
            return ofAccount ? Set.of(Type.TRANSACTION) : Set.of(Type.values());
        }
        Set<Type> types = new HashSet<>();
        for (String name : wanted.get().split(",", -1)) {
            types.add(
                    switch (name) {
                        case "block" -> Type.BLOCK;
                        case "transaction" -> Type.TRANSACTION;
                        case "status" -> Type.STATUS;
                        default -> throw Parameters.bad("types", "is a list of block, transaction and status");
                    });
        }
        return types;
    }

    boolean wants(Type type) {
        return types.contains(type);
    }

    boolean wants(StoredTransaction stored) {
        return account.isEmpty()
                || stored.receipt().parties(stored.transaction().body()).contains(account.get());
    }
}
