package org.tallystick.api.proof;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.CertificateData;
import org.tallystick.api.HeaderData;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.merkle.StateLeaf;
import org.tallystick.ledger.merkle.StatePath;

/**
 * A state proof file, field by field.
 *
 * @param table the name of the table
 * @param key the row's key, in hex
 */
record StateProofData(
        String format,
        int version,
        String network,
        Hash genesisHash,
        String table,
        String key,
        RowData row,
        StatePathData path,
        HeaderData header,
        CertificateData certificate) {
    static final String FORMAT = "tallystick-state-proof";
    static final int VERSION = 1;

    /** What stands in the state, told apart by {@code state}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RowData.Absent.class, name = "absent"),
        @JsonSubTypes.Type(value = RowData.Present.class, name = "present")
    })
    sealed interface RowData {
        record Absent() implements RowData {}

        /** @param value the row's encoding, in hex */
        record Present(String value) implements RowData {}

        static RowData of(Optional<Bytes> value) {
            return value.<RowData>map(present -> new Present(present.hex())).orElseGet(Absent::new);
        }

        default Optional<Bytes> toValue() {
            return switch (this) {
                case Absent() -> Optional.empty();
                case Present(String value) -> Optional.of(bytes(value));
            };
        }
    }

    /** A {@link DecodeException} if it is not lower-case hex. */
    static Bytes bytes(String hex) {
        try {
            Bytes bytes = Bytes.of(HexFormat.of().parseHex(hex));
            if (bytes.hex().equals(hex)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new DecodeException("not hex: " + hex);
        }
        throw new DecodeException("hex digits are lower-case");
    }

    /** A {@link StatePath}. */
    record StatePathData(List<Hash> siblings, EndData end) {
        StatePathData {
            siblings = List.copyOf(siblings);
        }

        static StatePathData of(StatePath path) {
            return new StatePathData(path.siblings(), EndData.of(path.end()));
        }

        StatePath toPath() {
            return new StatePath(siblings, end.toLeaf());
        }
    }

    /** Where a path ends, told apart by {@code kind}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = EndData.EmptyData.class, name = "empty"),
        @JsonSubTypes.Type(value = EndData.LeafData.class, name = "leaf")
    })
    sealed interface EndData {
        record EmptyData() implements EndData {}

        record LeafData(Hash path, Hash valueHash) implements EndData {}

        static EndData of(Optional<StateLeaf> end) {
            return end.<EndData>map(leaf -> new LeafData(leaf.path(), leaf.valueHash()))
                    .orElseGet(EmptyData::new);
        }

        default Optional<StateLeaf> toLeaf() {
            return switch (this) {
                case EmptyData() -> Optional.empty();
                case LeafData(Hash path, Hash valueHash) -> Optional.of(new StateLeaf(path, valueHash));
            };
        }
    }
}
