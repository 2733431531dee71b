package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.Column.Access;
import org.tallystick.node.store.LedgerReader.Position;

/** Every column of the database and the form of every key: the one place that knows them. */
final class Columns {
    private static final Serializer<Height> HEIGHT = new Serializer<>(
            height -> ByteBuffer.allocate(8).putLong(height.value()).array(),
            bytes -> Height.of(sized(bytes, 8).getLong()));
    private static final Serializer<Hash> HASH = new Serializer<>(Hash::toByteArray, Hash::of);
    private static final Serializer<Bytes> BYTES = new Serializer<>(Bytes::toByteArray, Bytes::of);
    private static final Serializer<String> TEXT = new Serializer<>(
            text -> text.getBytes(StandardCharsets.ISO_8859_1),
            bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    private static final Serializer<Position> POSITION = new Serializer<>(
            at -> ByteBuffer.allocate(10)
                    .putLong(at.height().value())
                    .putShort((short) at.index())
                    .array(),
            bytes -> {
                ByteBuffer in = sized(bytes, 10);
                return new Position(Height.of(in.getLong()), Short.toUnsignedInt(in.getShort()));
            });
    private static final Serializer<AccountBlock> ACCOUNT_BLOCK = new Serializer<>(
            at -> {
                byte[] key = new byte[Address.SIZE + 8];
                at.address().copyTo(key, 0);
                ByteBuffer.wrap(key).putLong(Address.SIZE, at.height().value());
                return key;
            },
            bytes -> {
                ByteBuffer in = sized(bytes, Address.SIZE + 8);
                byte[] address = new byte[Address.SIZE];
                in.get(address);
                return new AccountBlock(Address.of(address), Height.of(in.getLong()));
            });
    private static final Serializer<Expiry> EXPIRY = new Serializer<>(
            at -> ByteBuffer.allocate(16)
                    .putLong(at.minute())
                    .putLong(at.height().value())
                    .array(),
            bytes -> {
                ByteBuffer in = sized(bytes, 16);
                return new Expiry(in.getLong(), Height.of(in.getLong()));
            });
    private static final Serializer<Accused> ACCUSED = new Serializer<>(
            accused -> ByteBuffer.allocate(10)
                    .putShort((short) accused.authority())
                    .putLong(accused.view().value())
                    .array(),
            bytes -> {
                ByteBuffer in = sized(bytes, 10);
                return new Accused(Short.toUnsignedInt(in.getShort()), View.of(in.getLong()));
            });
    private static final Serializer<StateKey> STATE_KEY = new Serializer<>(
            key -> {
                byte[] content = key.key().toByteArray();
                return ByteBuffer.allocate(1 + content.length)
                        .put((byte) key.table())
                        .put(content)
                        .array();
            },
            bytes -> {
                if (bytes.length == 0) {
                    throw new DecodeException("no table of the state");
                }
                return new StateKey(Byte.toUnsignedInt(bytes[0]), Bytes.of(Arrays.copyOfRange(bytes, 1, bytes.length)));
            });

    /** What the database is and how far it got; see {@link StoreIdentity} and {@link Head}. */
    static final Column<String, Bytes> META = new Column<>("meta", Access.SEQUENTIAL, TEXT, BYTES);

    static final Column<Height, BlockRow> BLOCKS =
            new Column<>("blocks", Access.SEQUENTIAL, HEIGHT, Serializer.borsh(BlockRow::decode));
    static final Column<Hash, Height> BLOCK_HEIGHTS = new Column<>("block-heights", Access.POINT, HASH, HEIGHT);
    static final Column<Height, Certificate> CERTIFICATES =
            new Column<>("certificates", Access.SEQUENTIAL, HEIGHT, Serializer.borsh(Certificate::decode));

    /** Transactions in runs of {@link TransactionRun#LENGTH}; the key is the position of a run's first one. */
    static final Column<Position, Bytes> TRANSACTIONS =
            new Column<>("transactions", Access.SEQUENTIAL, POSITION, BYTES);

    /** Of blocks that have any. */
    static final Column<Height, RecordList> RECORDS =
            new Column<>("records", Access.SEQUENTIAL, HEIGHT, Serializer.borsh(RecordList::decode));

    static final Column<Hash, Position> TRANSACTION_POSITIONS =
            new Column<>("transaction-positions", Access.POINT, HASH, POSITION);

    /** Which transactions of a block an account sent or received money in. */
    static final Column<AccountBlock, Indexes> ACCOUNT_BLOCKS =
            new Column<>("account-blocks", Access.BY_ADDRESS, ACCOUNT_BLOCK, Indexes.SERIALIZER);

    static final Column<StateKey, Bytes> STATE = new Column<>("state", Access.POINT, STATE_KEY, BYTES);
    static final Column<Bytes, Bytes> PAGES = new Column<>("pages", Access.POINT, BYTES, BYTES);
    static final Column<SentKey, SentKey.Use> SENT_KEYS = new Column<>(
            "sent-keys", Access.POINT, Serializer.borsh(SentKey::decode), Serializer.borsh(SentKey.Use::decode));

    /** The sent keys that a block adds and that expire in one minute, so that they are found when it has passed. */
    static final Column<Expiry, SentKeyList> EXPIRIES =
            new Column<>("expiries", Access.SEQUENTIAL, EXPIRY, Serializer.borsh(SentKeyList::decode));

    /** What this node saw others do against the rules. Not part of the ledger: no two nodes need have seen the same. */
    static final Column<Accused, Equivocation> EVIDENCE =
            new Column<>("evidence", Access.SEQUENTIAL, ACCUSED, Serializer.borsh(Equivocation::decode));

    static final List<Column<?, ?>> ALL = List.of(
            META,
            BLOCKS,
            BLOCK_HEIGHTS,
            CERTIFICATES,
            TRANSACTIONS,
            RECORDS,
            TRANSACTION_POSITIONS,
            ACCOUNT_BLOCKS,
            STATE,
            PAGES,
            SENT_KEYS,
            EXPIRIES,
            EVIDENCE);

    private Columns() {}

    /** An account in a block. */
    record AccountBlock(Address address, Height height) {}

    /** An authority, by its index, and the view in which it broke the rules. */
    record Accused(int authority, View view) {
        static final Accused LOWEST = new Accused(0, View.ZERO);
    }

    /** A minute since 1970 in which sent keys expire, and the block that used them. */
    record Expiry(long minute, Height height) {
        private static final long MS = 60_000;

        static Expiry of(SentKey.Use use, Height height) {
            return new Expiry(use.validUntilMs() / MS, height);
        }

        /** Whether nothing that expires in this minute is remembered at {@code timeMs}. */
        boolean passedBy(long timeMs) {
            return timeMs / MS > minute;
        }
    }

    private static ByteBuffer sized(byte[] bytes, int size) {
        if (bytes.length != size) {
            throw new DecodeException("expected " + size + " bytes, got " + bytes.length);
        }
        return ByteBuffer.wrap(bytes);
    }
}
