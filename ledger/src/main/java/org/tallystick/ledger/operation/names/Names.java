package org.tallystick.ledger.operation.names;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Feature;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.Table;
import org.tallystick.ledger.state.WorkingState;
import org.tallystick.ledger.value.Address;

/** What names are, and where they stand in the state. An account holds one at most. */
public final class Names {
    public static final int MIN_LENGTH = 3;
    public static final int MAX_LENGTH = 32;

    /** Skeleton (ASCII) → the name that has it. */
    public static final Table<String, NameRow> BY_SKELETON =
            Table.of(5, "names", skeleton -> Bytes.of(skeleton.getBytes(StandardCharsets.US_ASCII)), NameRow::decode);

    /** Address (20 bytes) → the name it holds. */
    public static final Table<Address, HeldName> BY_HOLDER = Table.of(6, "names-held", Bytes::of, HeldName::decode);

    public static final Feature FEATURE = new Feature(
            "names",
            List.of(RegisterName.FORM, ReleaseName.FORM, TransferName.FORM, ClaimName.FORM),
            List.of(BY_SKELETON, BY_HOLDER),
            List.of(NameFreed.FORM),
            List.of(EndOfRest.WORK));

    /** How long an offered name may be claimed: a day, in milliseconds. */
    static final long OFFER_MS = 24L * 60 * 60 * 1000;

    private Names() {}

    /** What is wrong with {@code name} as one, in a sentence; empty if nothing. */
    public static Optional<String> fault(String name) {
        if (name.length() < MIN_LENGTH || name.length() > MAX_LENGTH || !name.matches("[a-z0-9-]*")) {
            return Optional.of("A name is " + MIN_LENGTH + " to " + MAX_LENGTH + " of a-z, 0-9 and hyphens.");
        }
        if (name.matches("[0-9-]*")) {
            return Optional.of("A name has a letter, or it would be a number.");
        }
        return name.startsWith("-") || name.endsWith("-") || name.contains("--")
                ? Optional.of("A name has no hyphen at its ends and no two together.")
                : Optional.empty();
    }

    static Optional<Operation.Fault> check(String name) {
        return fault(name).map(detail -> new Operation.Fault(RefusalCode.BAD_NAME, detail));
    }

    /**
     * Whether nobody may take {@code name}: it looks like one of the genesis' list, or of an authority, or like the beginning of an
     * address.
     */
    static boolean isReserved(Genesis genesis, String name) {
        String skeleton = Skeleton.of(name);
        return name.startsWith(genesis.addressPrefix() + "1")
                || genesis.names().reserved().stream()
                        .anyMatch(each -> Skeleton.of(each).equals(skeleton))
                || genesis.authorities().authorities().stream()
                        .map(each -> each.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""))
                        .anyMatch(each -> Skeleton.of(each).equals(skeleton));
    }

    /** The row of the name that {@code holder} holds. */
    static Optional<NameRow> heldBy(WorkingState state, Address holder) {
        return state.get(BY_HOLDER, holder).flatMap(held -> state.get(BY_SKELETON, Skeleton.of(held.name())));
    }

    static void put(WorkingState state, NameRow row) {
        state.put(BY_SKELETON, Skeleton.of(row.name()), row);
    }
}
