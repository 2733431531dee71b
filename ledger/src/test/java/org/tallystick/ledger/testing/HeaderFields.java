package org.tallystick.ledger.testing;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Stream;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/** Headers with one field changed. */
public final class HeaderFields {
    private HeaderFields() {}

    /** Another header, different in one field. */
    @FunctionalInterface
    public interface Change {
        BlockHeader apply(BlockHeader header);
    }

    /** A change and the name of the field that it is of. */
    public record Alteration(String field, Change change) {}

    /** One change of each field to a value that it can't have. */
    public static Stream<Alteration> alterations(Hash other) {
        return Stream.of(
                new Alteration("epoch", h -> withEpoch(h, h.epoch().next())),
                new Alteration("height", h -> withHeight(h, h.height().next())),
                new Alteration("view", h -> withView(h, View.ZERO)),
                new Alteration("parentHash", h -> withParent(h, other)),
                new Alteration("timeMs", h -> withTime(h, 0)),
                new Alteration("proposer", h -> withProposer(h, h.proposer() + 1)),
                new Alteration("transactionCount", h -> withCounts(h, h.transactionCount() + 1, h.recordCount())),
                new Alteration("recordCount", h -> withCounts(h, h.transactionCount(), h.recordCount() + 1)),
                new Alteration("transactionsRoot", h -> withRoots(h, other, h.receiptsRoot(), h.stateRoot())),
                new Alteration("receiptsRoot", h -> withRoots(h, h.transactionsRoot(), other, h.stateRoot())),
                new Alteration("stateRoot", h -> withRoots(h, h.transactionsRoot(), h.receiptsRoot(), other)),
                new Alteration("authoritiesHash", h -> withAuthorities(h, other)));
    }

    public static BlockHeader withEpoch(BlockHeader h, Epoch epoch) {
        return with(h, Map.of("epoch", epoch));
    }

    public static BlockHeader withHeight(BlockHeader h, Height height) {
        return with(h, Map.of("height", height));
    }

    public static BlockHeader withView(BlockHeader h, View view) {
        return with(h, Map.of("view", view));
    }

    public static BlockHeader withParent(BlockHeader h, Hash parentHash) {
        return with(h, Map.of("parentHash", parentHash));
    }

    public static BlockHeader withTime(BlockHeader h, long timeMs) {
        return with(h, Map.of("timeMs", timeMs));
    }

    public static BlockHeader withProposer(BlockHeader h, int proposer) {
        return with(h, Map.of("proposer", proposer));
    }

    public static BlockHeader withCounts(BlockHeader h, long transactions, long records) {
        return with(h, Map.of("transactionCount", transactions, "recordCount", records));
    }

    public static BlockHeader withRoots(BlockHeader h, Hash transactions, Hash receipts, Hash state) {
        return with(h, Map.of("transactionsRoot", transactions, "receiptsRoot", receipts, "stateRoot", state));
    }

    public static BlockHeader withAuthorities(BlockHeader h, Hash authoritiesHash) {
        return with(h, Map.of("authoritiesHash", authoritiesHash));
    }

    private static BlockHeader with(BlockHeader header, Map<String, Object> changes) {
        RecordComponent[] components = BlockHeader.class.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                Object before = components[i].getAccessor().invoke(header);
                values[i] = changes.getOrDefault(components[i].getName(), before);
                types[i] = components[i].getType();
            }
            return BlockHeader.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
