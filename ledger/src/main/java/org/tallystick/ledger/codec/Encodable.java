package org.tallystick.ledger.codec;

/** A value with exactly one Borsh encoding (<a href="https://borsh.io">borsh.io</a>). */
public interface Encodable {

    /** Appends this value's encoding. */
    void encode(BorshWriter out);

    /** This value's encoding as a fresh array. */
    default byte[] encoded() {
        BorshWriter out = new BorshWriter();
        encode(out);
        return out.toByteArray();
    }
}
