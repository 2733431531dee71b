package org.tallystick.ledger.state;

import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

/**
 * Names one row of the state; see {@link Table#key}.
 *
 * @param table the table's tag, 0 to 255
 * @param key the row's key in that table, encoded
 */
public record StateKey(int table, Bytes key) implements Comparable<StateKey> {

    /** Where this row hangs in the state tree: tagged hash of the table's {@code u8} and the key. */
    public Hash path() {
        return HashTag.STATE_KEY.hash(new byte[] {(byte) table}, key.toByteArray());
    }

    @Override
    public int compareTo(StateKey other) {
        int byTable = Integer.compare(table, other.table);
        return byTable != 0 ? byTable : key.compareTo(other.key);
    }
}
