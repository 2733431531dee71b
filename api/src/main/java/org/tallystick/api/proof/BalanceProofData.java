package org.tallystick.api.proof;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.CertificateData;
import org.tallystick.api.HeaderData;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.merkle.StateLeaf;
import org.tallystick.ledger.merkle.StatePath;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.value.Amount;

/** A balance proof file, field by field. */
record BalanceProofData(
        String format,
        int version,
        String network,
        Hash genesisHash,
        String address,
        AccountState account,
        StatePathData path,
        HeaderData header,
        CertificateData certificate) {
    static final String FORMAT = "tallystick-balance-proof";
    static final int VERSION = 1;

    /** What stands in the state, told apart by {@code state}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AccountState.Absent.class, name = "absent"),
        @JsonSubTypes.Type(value = AccountState.Present.class, name = "present")
    })
    sealed interface AccountState {
        record Absent() implements AccountState {}

        record Present(Amount balance) implements AccountState {}

        static AccountState of(Optional<Account> account) {
            return account.<AccountState>map(present -> new Present(present.balance()))
                    .orElseGet(Absent::new);
        }

        default Optional<Account> toAccount() {
            return switch (this) {
                case Absent() -> Optional.empty();
                case Present(Amount balance) -> Optional.of(new Account(balance));
            };
        }
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
