package org.tallystick.node.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;

/** A network of four authorities and users whose keys are derived from names; fees are 1 base unit. */
public final class TestNetwork {
    public static final long GENESIS_TIME = 1_700_000_000_000L;

    private final Genesis genesis;
    private final Hash genesisHash;

    private TestNetwork(String name, List<Genesis.Allocation> balances) {
        List<Authority> authorities = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            authorities.add(new Authority("node-" + i, key("node-" + i).publicKey(), "127.0.0.1:" + (9_000 + i)));
        }
        genesis = new Genesis(
                name,
                "tst",
                "TST",
                GENESIS_TIME,
                Genesis.Privacy.PUBLIC,
                Amount.ofBaseUnits(1),
                NameKnobs.DEFAULT,
                new AuthoritySet(authorities),
                balances.stream()
                        .sorted(Comparator.comparing(Genesis.Allocation::address))
                        .toList());
        genesisHash = genesis.hash();
    }

    /** A network in which each of {@code rich} begins with 1,000,000 base units. */
    public static TestNetwork of(String name, KeyPair... rich) {
        List<Genesis.Allocation> balances = new ArrayList<>();
        for (KeyPair each : rich) {
            balances.add(new Genesis.Allocation(address(each), Amount.ofBaseUnits(1_000_000)));
        }
        return new TestNetwork(name, balances);
    }

    /** A network with these initial balances. */
    public static TestNetwork with(List<Genesis.Allocation> balances) {
        return new TestNetwork("testing", balances);
    }

    /** The same name, the same key. */
    public static KeyPair key(String name) {
        return KeyPair.of(Sha256.of(name.getBytes(StandardCharsets.UTF_8)).toByteArray());
    }

    public static Address address(KeyPair key) {
        return Address.of(key.publicKey());
    }

    public Genesis genesis() {
        return genesis;
    }

    public Hash genesisHash() {
        return genesisHash;
    }

    /** A payment valid for an hour after the genesis. */
    public TransactionBody body(KeyPair from, long number, Address to, long amount) {
        return body(from, number, to, amount, GENESIS_TIME + 3_600_000);
    }

    public TransactionBody body(KeyPair from, long number, Address to, long amount, long validUntilMs) {
        return new TransactionBody(
                NetworkTag.of(genesisHash),
                address(from),
                IdempotencyKey.of(ByteBuffer.allocate(16).putLong(8, number).array()),
                validUntilMs,
                Amount.ofBaseUnits(1),
                "",
                List.of(new Transfer(to, Amount.ofBaseUnits(amount))));
    }

    /** A signed payment valid for an hour after the genesis. */
    public Transaction pay(KeyPair from, long number, KeyPair to, long amount) {
        return Transaction.sign(genesisHash, body(from, number, address(to), amount), from);
    }

    /** {@code body} with a signature that is none, where nothing looks at it and signing would take most of the time. */
    public Transaction unsigned(TransactionBody body, KeyPair from) {
        Signature none = Signature.of(new byte[Signature.SIZE]);
        return Transaction.of(genesisHash, body, List.of(new Authorization(from.publicKey(), none)));
    }
}
