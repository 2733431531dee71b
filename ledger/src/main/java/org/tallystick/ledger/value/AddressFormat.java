package org.tallystick.ledger.value;

import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.value.AddressException.Kind;

/**
 * Addresses as people see them: Bech32m of the 20 bytes under the prefix that the genesis names, such as
 * {@code tly1…}. Up to four mistyped characters are always noticed.
 *
 * @param prefix 1 to 16 of a-z and 0-9
 */
public record AddressFormat(String prefix) {

    /** @throws IllegalArgumentException if the prefix is not as documented */
    public AddressFormat {
        if (!prefix.matches("[a-z0-9]{1,16}")) {
            throw new IllegalArgumentException("an address prefix is 1 to 16 of a-z and 0-9: " + prefix);
        }
    }

    /** The address in lower case. */
    public String format(Address address) {
        return Bech32m.encode(prefix, Bech32m.toWords(address.toByteArray()));
    }

    /**
     * Reads an address in all lower or all upper case.
     *
     * @throws AddressException if it is none, or one of another network
     */
    public Address parse(String text) {
        Bech32m decoded;
        byte[] bytes;
        try {
            decoded = Bech32m.decode(text);
            bytes = Bech32m.toBytes(decoded.words());
        } catch (DecodeException e) {
            throw new AddressException(Kind.BAD, "not an address: " + e.getMessage());
        }
        if (bytes.length != Address.SIZE) {
            throw new AddressException(
                    Kind.BAD, "not an address: it holds " + bytes.length + " bytes, not " + Address.SIZE);
        }
        if (!decoded.prefix().equals(prefix)) {
            throw new AddressException(
                    Kind.FOREIGN,
                    "an address of another network: it begins with " + decoded.prefix() + "1, here they begin with "
                            + prefix + "1");
        }
        return Address.of(bytes);
    }
}
