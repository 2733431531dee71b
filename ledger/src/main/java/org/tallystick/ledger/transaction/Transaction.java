package org.tallystick.ledger.transaction;

import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signer;

/**
 * A body and the authorizations of it, on one network. Keeps its encoding, so that it is hashed, relayed and stored
 * without being encoded again. Equal when the encodings are, signatures included; {@link #id()} names the body alone.
 */
public final class Transaction implements Encodable {
    /** Largest encoding in bytes: 100 operations, 8 authorizations and the longest memo fit with room to spare. */
    public static final int MAX_SIZE = 8_192;

    public static final int MAX_AUTHORIZATIONS = 8;

    private final TransactionBody body;
    private final List<Authorization> authorizations;
    private final byte[] encoding;
    private final Hash id;

    private Transaction(Hash id, TransactionBody body, List<Authorization> authorizations, byte[] encoding) {
        this.id = id;
        this.body = body;
        this.authorizations = authorizations;
        this.encoding = encoding;
    }

    public static Transaction of(Hash genesisHash, TransactionBody body, List<Authorization> authorizations) {
        BorshWriter out = new BorshWriter(256);
        body.encode(out);
        out.list(authorizations);
        return new Transaction(body.id(genesisHash), body, List.copyOf(authorizations), out.toByteArray());
    }

    /** The body signed by one key. */
    public static Transaction sign(Hash genesisHash, TransactionBody body, Signer signer) {
        Authorization consent = new Authorization(signer.publicKey(), signer.sign(body.id(genesisHash)));
        return of(genesisHash, body, List.of(consent));
    }

    /** Decodes one transaction of at most {@link #MAX_SIZE} bytes as part of something larger. */
    public static Transaction decode(BorshReader in, Hash genesisHash) {
        int start = in.position();
        TransactionBody body = TransactionBody.decode(in);
        List<Authorization> authorizations = in.list(MAX_AUTHORIZATIONS, Authorization.SIZE, Authorization::decode);
        byte[] encoding = in.slice(start);
        if (encoding.length > MAX_SIZE) {
            throw new DecodeException("a transaction is at most " + MAX_SIZE + " bytes, not " + encoding.length);
        }
        return new Transaction(body.id(genesisHash), body, authorizations, encoding);
    }

    /** Decodes {@code bytes} as exactly one transaction. */
    public static Transaction decode(byte[] bytes, Hash genesisHash) {
        return BorshReader.decodeAll(bytes, in -> decode(in, genesisHash));
    }

    /** Names this transaction on its network; see {@link TransactionBody#id}. */
    public Hash id() {
        return id;
    }

    public TransactionBody body() {
        return body;
    }

    public List<Authorization> authorizations() {
        return authorizations;
    }

    /** Encoded size in bytes. */
    public int size() {
        return encoding.length;
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(encoding);
    }

    @Override
    public byte[] encoded() {
        return encoding.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Transaction that && java.util.Arrays.equals(encoding, that.encoding);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Transaction[" + id + "]";
    }
}
