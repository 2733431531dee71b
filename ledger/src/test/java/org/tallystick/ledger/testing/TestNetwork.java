package org.tallystick.ledger.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;

/** A network of four authorities, all of whose keys are derived from names. */
public final class TestNetwork {
    public static final long GENESIS_TIME = 1_700_000_000_000L;
    public static final KeyPair ALICE = key("alice");
    public static final KeyPair BOB = key("bob");
    public static final KeyPair CAROL = key("carol");

    private TestNetwork() {}

    /** The same name, the same key. */
    public static KeyPair key(String name) {
        return KeyPair.of(Sha256.of(name.getBytes(StandardCharsets.UTF_8)).toByteArray());
    }

    public static Address address(KeyPair key) {
        return Address.of(key.publicKey());
    }

    public static KeyPair authorityKey(int index) {
        return key("authority-" + index);
    }

    public static AuthoritySet authorities(int n) {
        List<Authority> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(new Authority("node-" + i, authorityKey(i).publicKey(), "127.0.0.1:" + (8701 + 10 * i)));
        }
        return new AuthoritySet(all);
    }

    /** Four authorities, a least fee of 10, 1,000,000 for Alice and 5,000 for Bob. */
    public static Genesis genesis() {
        return genesis(10, allocation(address(ALICE), 1_000_000), allocation(address(BOB), 5_000));
    }

    public static Genesis genesis(long feeMinimum, Genesis.Allocation... balances) {
        List<Genesis.Allocation> sorted = new ArrayList<>(List.of(balances));
        sorted.sort(Comparator.comparing(Genesis.Allocation::address));
        return new Genesis(
                "testing",
                "tst",
                "TST",
                GENESIS_TIME,
                Genesis.Privacy.PUBLIC,
                Amount.ofBaseUnits(feeMinimum),
                NameKnobs.DEFAULT,
                authorities(4),
                sorted);
    }

    public static Genesis.Allocation allocation(Address address, long baseUnits) {
        return new Genesis.Allocation(address, Amount.ofBaseUnits(baseUnits));
    }

    public static IdempotencyKey idempotencyKey(long number) {
        return IdempotencyKey.of(java.nio.ByteBuffer.allocate(IdempotencyKey.SIZE)
                .putLong(8, number)
                .array());
    }

    public static Transfer transfer(KeyPair to, long baseUnits) {
        return new Transfer(address(to), Amount.ofBaseUnits(baseUnits));
    }

    /** A body with a fee of 10, valid for an hour after the genesis. */
    public static TransactionBody body(Genesis genesis, KeyPair from, long key, Operation... operations) {
        return new TransactionBody(
                NetworkTag.of(genesis.hash()),
                address(from),
                idempotencyKey(key),
                GENESIS_TIME + 3_600_000,
                Amount.ofBaseUnits(10),
                "",
                List.of(operations));
    }

    /** {@link #body}, signed by the sender. */
    public static Transaction pay(Genesis genesis, KeyPair from, long key, Operation... operations) {
        return Transaction.sign(genesis.hash(), body(genesis, from, key, operations), from);
    }

    /** The finalization of {@code header} by the given authorities. */
    public static Certificate finalization(Genesis genesis, BlockHeader header, int... signers) {
        Ballot ballot = Ballot.finalize(header.epoch(), header.view(), header.hash(genesis.hash()));
        return certificate(genesis, ballot, signers);
    }

    public static Certificate certificate(Genesis genesis, Ballot ballot, int... signers) {
        Hash digest = ballot.digest(genesis.hash());
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int signer : signers) {
            seals.add(new Certificate.Seal(signer, authorityKey(signer).sign(digest)));
        }
        return new Certificate(ballot, seals);
    }
}
