package org.tallystick.ledger.authority;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.value.View;

/** The authorities of one epoch, 1 to 255, in the order in which they lead. */
public record AuthoritySet(List<Authority> authorities) implements Encodable {
    public static final int MAX_SIZE = 255;

    /** @throws IllegalArgumentException if there are none or too many, or two share a name or a key */
    public AuthoritySet {
        authorities = List.copyOf(authorities);
        if (authorities.isEmpty() || authorities.size() > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "there are 1 to " + MAX_SIZE + " authorities, not " + authorities.size());
        }
        Set<Object> seen = new HashSet<>();
        for (Authority authority : authorities) {
            if (!seen.add(authority.name()) || !seen.add(authority.publicKey())) {
                throw new IllegalArgumentException("two authorities share a name or a key: " + authority.name());
            }
        }
    }

    public static AuthoritySet decode(BorshReader in) {
        List<Authority> authorities = in.list(MAX_SIZE, 8 + PublicKey.SIZE, Authority::decode);
        try {
            return new AuthoritySet(authorities);
        } catch (IllegalArgumentException e) {
            throw new org.tallystick.ledger.codec.DecodeException(String.valueOf(e.getMessage()));
        }
    }

    /** {@code n}. */
    public int size() {
        return authorities.size();
    }

    /** {@code f = ⌊(n-1)/3⌋}: how many may lie or be dead. */
    public int maxFaulty() {
        return (size() - 1) / 3;
    }

    /** {@code n - f}: how many equal votes make a certificate. */
    public int quorum() {
        return size() - maxFaulty();
    }

    /** Index of the leader of {@code view}: round robin. */
    public int leader(View view) {
        return (int) (view.value() % size());
    }

    /** The authority at {@code index}, 0 to n-1. */
    public Authority get(int index) {
        return authorities.get(index);
    }

    /** The index of {@code key}, if it is one of an authority. */
    public OptionalInt indexOf(PublicKey key) {
        for (int i = 0; i < size(); i++) {
            if (authorities.get(i).publicKey().equals(key)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** What block headers commit to. */
    public Hash hash() {
        return HashTag.AUTHORITIES.hash(encoded());
    }

    @Override
    public void encode(BorshWriter out) {
        out.list(authorities);
    }
}
