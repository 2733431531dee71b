package org.tallystick.ledger.proof;

import java.util.Optional;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.merkle.StatePath;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.state.Table;

/**
 * What one row of the state held after one final block, or that there was no such row. Believe it only after {@link
 * ProofVerifier#verify(StateProof)}.
 *
 * @param key names the row
 * @param value the row, encoded; empty where it is proven that there is none
 * @param path from the row to the header's {@code stateRoot}
 * @param certificate the finalization of the header
 */
public record StateProof(
        StateKey key, Optional<Bytes> value, StatePath path, BlockHeader header, Certificate certificate) {

    /**
     * The proof for one row.
     *
     * @param state the state after the block of {@code header}
     */
    public static StateProof of(StateReader state, StateKey key, BlockHeader header, Certificate certificate) {
        return new StateProof(key, state.get(key), StateTree.prove(state, key.path()), header, certificate);
    }

    /** Whether this is about the row of {@code key} in {@code table}, and no other. */
    public <K> boolean isOf(Table<K, ?> table, K key) {
        return this.key.equals(table.key(key));
    }

    /** The row; a {@link org.tallystick.ledger.codec.DecodeException} if it is none of {@code table}. */
    public <V extends Encodable> Optional<V> row(Table<?, V> table) {
        return value.map(row -> table.decode(row));
    }
}
