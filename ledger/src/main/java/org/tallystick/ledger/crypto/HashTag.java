package org.tallystick.ledger.crypto;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Objects;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;

/**
 * Domain separation: one ASCII tag per kind of thing that is hashed, so that a digest of one kind is never a digest of
 * another. The digest is SHA-256(SHA-256(tag) ‖ SHA-256(tag) ‖ content), the tagged hash of BIP-340.
 */
public enum HashTag {
    GENESIS("tallystick/genesis/1"),
    AUTHORITIES("tallystick/authorities/1"),
    ADDRESS("tallystick/address/1"),
    TRANSACTION("tallystick/tx/1"),
    BLOCK("tallystick/block/1"),
    VOTE("tallystick/vote/1"),
    STATE_KEY("tallystick/state-key/1"),
    STATE_VALUE("tallystick/state-value/1"),
    STATE_LEAF("tallystick/state-leaf/1"),
    STATE_NODE("tallystick/state-node/1"),
    SENT_KEYS("tallystick/sent-keys/1");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // never leaves this class, never written again
    private final byte[] prefix;

    HashTag(String text) {
        this.text = text;
        byte[] tag = Sha256.of(text.getBytes(StandardCharsets.US_ASCII)).toByteArray();
        this.prefix = new byte[tag.length * 2];
        System.arraycopy(tag, 0, prefix, 0, tag.length);
        System.arraycopy(tag, 0, prefix, tag.length, tag.length);
    }

    /** The ASCII tag. */
    public String text() {
        return text;
    }

    /** The tagged digest of the parts, one after the other. */
    public Hash hash(byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = prefix;
        System.arraycopy(parts, 0, all, 1, parts.length);
        return Sha256.of(all);
    }

    /**
     * The same over a slice of {@code source}, written into {@code target} at {@code at} (which may be the same array):
     * for trees, where a hash that is an object costs as much as the hashing.
     */
    public void hashInto(byte[] source, int offset, int length, byte[] target, int at) {
        // First, as a digest that stops half-way would spoil the thread's next one.
        Objects.checkFromIndexSize(offset, length, source.length);
        Objects.checkFromIndexSize(at, Hash.SIZE, target.length);
        MessageDigest digest = Sha256.digest();
        digest.update(prefix);
        digest.update(source, offset, length);
        try {
            digest.digest(target, at, Hash.SIZE);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for a hash", e);
        }
    }

    /** The tagged digest of the genesis hash and a value: what is signed on one network means nothing on another. */
    public Hash hash(Hash genesisHash, Encodable value) {
        BorshWriter out = new BorshWriter();
        out.fixed(genesisHash);
        value.encode(out);
        return hash(out.toByteArray());
    }
}
