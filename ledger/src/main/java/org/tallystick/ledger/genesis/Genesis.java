package org.tallystick.ledger.genesis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * The founding facts of a network.
 *
 * @param networkName 1 to 64 bytes
 * @param addressPrefix human-readable part of addresses, 1 to 16 of a-z and 0-9
 * @param coinSymbol 1 to 16 bytes
 * @param timeMs time of the genesis block, milliseconds since 1970 UTC
 * @param feeMinimum least fee of a transaction
 * @param names what holds for account names
 * @param balances initial balances, in ascending order of address; their sum is the supply and below 2^63
 */
public record Genesis(
        String networkName,
        String addressPrefix,
        String coinSymbol,
        long timeMs,
        Privacy privacy,
        Amount feeMinimum,
        NameKnobs names,
        AuthoritySet authorities,
        List<Allocation> balances)
        implements Encodable {
    private static final int VERSION = 1;
    private static final int MAX_NETWORK_NAME = 64;
    private static final int MAX_PREFIX = 16;
    private static final int MAX_SYMBOL = 16;
    private static final int MAX_BALANCES = 10_000_000;

    /** Who may read transactions. */
    public enum Privacy {
        /** Anyone reads every transaction. */
        PUBLIC,
        /** A transaction is shown only to its parties; everyone else sees aggregates and hashes. */
        PARTIES
    }

    /** An initial balance, at least one base unit. */
    public record Allocation(Address address, Amount amount) implements Encodable {
        static final int SIZE = Address.SIZE + 8;

        static Allocation decode(BorshReader in) {
            return new Allocation(Address.decode(in), Amount.decode(in));
        }

        @Override
        public void encode(BorshWriter out) {
            out.fixed(address);
            amount.encode(out);
        }
    }

    /** @throws DecodeException naming the first thing that is not as documented */
    public Genesis {
        balances = List.copyOf(balances);
        require(isText(networkName, MAX_NETWORK_NAME), "networkName is 1 to 64 bytes, not all blank");
        require(addressPrefix.matches("[a-z0-9]{1,16}"), "addressPrefix is 1 to 16 of a-z and 0-9");
        require(isText(coinSymbol, MAX_SYMBOL), "coinSymbol is 1 to 16 bytes, not all blank");
        require(timeMs >= 0, "timeMs is not negative");
        require(balances.size() <= MAX_BALANCES, "there are at most " + MAX_BALANCES + " balances");
        long supply = 0;
        for (int i = 0; i < balances.size(); i++) {
            Allocation each = balances.get(i);
            require(!each.amount().isZero(), "an initial balance is at least one base unit");
            require(
                    i == 0 || balances.get(i - 1).address().compareTo(each.address()) < 0,
                    "balances are in ascending order of address, each address once");
            supply += each.amount().baseUnits();
            require(supply >= 0, "the sum of the balances is 2^63 or more");
        }
    }

    public static Genesis decode(BorshReader in) {
        int version = in.u8();
        require(version == VERSION, "unknown genesis version " + version);
        return new Genesis(
                in.string(MAX_NETWORK_NAME),
                in.string(MAX_PREFIX),
                in.string(MAX_SYMBOL),
                in.u64(),
                decodePrivacy(in),
                Amount.decode(in),
                NameKnobs.decode(in),
                AuthoritySet.decode(in),
                in.list(MAX_BALANCES, Allocation.SIZE, Allocation::decode));
    }

    private static Privacy decodePrivacy(BorshReader in) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> Privacy.PUBLIC;
            case 1 -> Privacy.PARTIES;
            default -> throw new DecodeException("unknown privacy " + tag);
        };
    }

    /** The network's identity. Hashes the whole encoding: keep it. */
    public Hash hash() {
        return HashTag.GENESIS.hash(encoded());
    }

    /** Sum of the initial balances. */
    public Amount supply() {
        long sum = 0;
        for (Allocation each : balances) {
            sum += each.amount().baseUnits();
        }
        return Amount.ofBaseUnits(sum);
    }

    @Override
    public void encode(BorshWriter out) {
        out.u8(VERSION)
                .string(networkName)
                .string(addressPrefix)
                .string(coinSymbol)
                .u64(timeMs)
                .u8(privacy == Privacy.PUBLIC ? 0 : 1);
        feeMinimum.encode(out);
        names.encode(out);
        authorities.encode(out);
        out.list(balances);
    }

    private static boolean isText(String text, int maxBytes) {
        return !text.isBlank() && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new DecodeException(otherwise);
        }
    }
}
