package org.tallystick.ledger.state;

import java.nio.ByteBuffer;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.value.Address;

/** Names one value of the state: a part and a key within it. */
public record StateKey(StatePart part, Bytes key) implements Comparable<StateKey> {

    public static StateKey account(Address address) {
        return new StateKey(StatePart.ACCOUNTS, Bytes.of(address));
    }

    public static StateKey sentKeys(long minute) {
        return new StateKey(
                StatePart.SENT_KEYS,
                Bytes.of(ByteBuffer.allocate(8).putLong(minute).array()));
    }

    /** Where this key's value hangs in the state tree: tagged hash of the part's {@code u8} and the key. */
    public Hash path() {
        return HashTag.STATE_KEY.hash(new byte[] {(byte) part.tag()}, key.toByteArray());
    }

    @Override
    public int compareTo(StateKey other) {
        int byPart = part.compareTo(other.part);
        return byPart != 0 ? byPart : key.compareTo(other.key);
    }
}
