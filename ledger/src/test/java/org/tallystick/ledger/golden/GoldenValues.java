package org.tallystick.ledger.golden;

import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.address;
import static org.tallystick.ledger.testing.TestNetwork.certificate;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.names.ClaimName;
import org.tallystick.ledger.operation.names.NameFreed;
import org.tallystick.ledger.operation.names.NameRow;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.operation.names.RegisterName;
import org.tallystick.ledger.operation.names.ReleaseName;
import org.tallystick.ledger.operation.names.TransferName;
import org.tallystick.ledger.ruleset.RuleSet;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.DueQueue;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.SentKeyDigest;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;

/** The values whose bytes are frozen: a genesis and its first block of two payments, one of which fails. */
final class GoldenValues {
    /** A value, and what reads it back. */
    record Golden<T extends Encodable>(T value, Function<BorshReader, T> decoder) {

        T decode(byte[] encoding) {
            return BorshReader.decodeAll(encoding, decoder);
        }
    }

    private static final Amount ONE = Amount.ofBaseUnits(Amount.BASE_UNITS_PER_COIN);

    private final Genesis genesis = TestNetwork.genesis();
    private final Hash genesisHash = genesis.hash();
    private final Transaction paid = pay(genesis, ALICE, 1, transfer(CAROL, 125_000), transfer(BOB, 1));
    private final Executed founding = GenesisBlock.of(genesis);
    private final Executed first = new TestLedger(genesis)
            .build(paid, pay(genesis, BOB, 2, transfer(CAROL, 5_000)))
            .executed();

    /** By the name of the file that holds the bytes in hex. */
    Map<String, Golden<?>> encodings() {
        Map<String, Golden<?>> all = new TreeMap<>();
        AuthoritySet authorities = genesis.authorities();
        all.put("authority", new Golden<>(authorities.get(0), Authority::decode));
        all.put("authority-set", new Golden<>(authorities, AuthoritySet::decode));
        all.put("genesis", new Golden<>(genesis, Genesis::decode));
        all.put("operation-transfer", new Golden<>(paid.body().operations().getFirst(), RuleSet.ONE::decodeOperation));
        all.put("operation-register-name", new Golden<>(new RegisterName("alice", ONE), RuleSet.ONE::decodeOperation));
        all.put("operation-release-name", new Golden<>(new ReleaseName(), RuleSet.ONE::decodeOperation));
        all.put("operation-transfer-name", new Golden<>(new TransferName(address(BOB)), RuleSet.ONE::decodeOperation));
        all.put(
                "operation-claim-name",
                new Golden<>(new ClaimName("alice", address(ALICE), ONE), RuleSet.ONE::decodeOperation));
        all.put(
                "record-name-freed",
                new Golden<>(new NameFreed("alice", address(ALICE), ONE), RuleSet.ONE::decodeRecord));
        NameRow held = new NameRow("alice", address(ALICE), ONE, new NameRow.Status.Held(), 0);
        all.put("name-held", new Golden<>(held, Names.BY_SKELETON::decode));
        all.put("due-item", new Golden<>(new DueQueue.Item(0, Bytes.of(new byte[] {'a'})), DueQueue.ITEMS::decode));
        all.put("authorization", new Golden<>(paid.authorizations().getFirst(), Authorization::decode));
        all.put("transaction-body", new Golden<>(paid.body(), TransactionBody::decode));
        all.put("transaction", new Golden<>(paid, in -> Transaction.decode(in, genesisHash)));
        all.put("receipt-applied", new Golden<>(first.receipts().get(0), Receipt::decode));
        all.put("receipt-failed", new Golden<>(first.receipts().get(1), Receipt::decode));
        all.put("account", new Golden<>(new Account(genesis.supply()), Account::decode));
        all.put("sent-key", new Golden<>(sentKey(), SentKey::decode));
        all.put("sent-key-use", new Golden<>(use(), SentKey.Use::decode));
        all.put("block-genesis", new Golden<>(founding.block(), in -> Block.decode(in, genesisHash)));
        all.put("block-header", new Golden<>(first.block().header(), BlockHeader::decode));
        all.put("block", new Golden<>(first.block(), in -> Block.decode(in, genesisHash)));
        all.put("ballot-notarize", new Golden<>(ballot(Ballot.Kind.NOTARIZE), Ballot::decode));
        all.put("ballot-nullify", new Golden<>(ballot(Ballot.Kind.NULLIFY), Ballot::decode));
        all.put("ballot-finalize", new Golden<>(ballot(Ballot.Kind.FINALIZE), Ballot::decode));
        Certificate certificate = certificate(genesis, ballot(Ballot.Kind.FINALIZE), 0, 2, 3);
        all.put("seal", new Golden<>(certificate.seals().getFirst(), Certificate.Seal::decode));
        all.put("certificate", new Golden<>(certificate, Certificate::decode));
        all.put("equivocation", new Golden<>(equivocation(), Equivocation::decode));
        all.put("state-page-root", new Golden<>(rootPage(), in -> Bytes.decode(in, 4_096)));
        return all;
    }

    private Equivocation equivocation() {
        return new Equivocation(2, signed(ballot(Ballot.Kind.NULLIFY)), signed(ballot(Ballot.Kind.FINALIZE)));
    }

    private Equivocation.Signed signed(Ballot ballot) {
        return new Equivocation.Signed(
                ballot, certificate(genesis, ballot, 2).seals().getFirst().signature());
    }

    /** What is derived from them by hashing, by the name of the line in {@code digests.txt}. */
    Map<String, String> digests() {
        Map<String, String> all = new TreeMap<>();
        all.put("genesis-hash", genesisHash.hex());
        all.put("authorities-hash", genesis.authorities().hash().hex());
        all.put("network-tag", paid.body().network().hex());
        all.put("address-of-alice", address(ALICE).hex());
        all.put("address-of-alice-as-text", new AddressFormat(genesis.addressPrefix()).format(address(ALICE)));
        all.put("public-key-of-alice", ALICE.publicKey().hex());
        all.put("transaction-id", paid.id().hex());
        all.put(
                "transactions-root-of-none",
                founding.block().header().transactionsRoot().hex());
        all.put("transactions-root", first.block().header().transactionsRoot().hex());
        all.put("receipts-root", first.block().header().receiptsRoot().hex());
        all.put("state-root-of-genesis", founding.diff().root().hex());
        all.put("state-root", first.diff().root().hex());
        all.put("block-hash-of-genesis", founding.block().hash().hex());
        all.put("block-hash", first.block().hash().hex());
        for (Ballot.Kind kind : Ballot.Kind.values()) {
            all.put("ballot-digest-" + kind, ballot(kind).digest(genesisHash).hex());
        }
        long minute = SentKeyDigest.minuteOf(paid.body().validUntilMs());
        all.put("state-path-of-alice", Accounts.TABLE.key(address(ALICE)).path().hex());
        all.put(
                "state-path-of-sent-keys",
                SentKeyDigest.TABLE.key(minute).path().hex());
        all.put(
                "state-value-hash-of-account",
                valueHash(new Account(genesis.supply())).hex());
        all.put(
                "sent-keys-digest",
                SentKeyDigest.extend(Hash.ZERO, sentKey(), use()).hex());
        return all;
    }

    private Ballot ballot(Ballot.Kind kind) {
        BlockHeader header = first.block().header();
        return switch (kind) {
            case NOTARIZE ->
                Ballot.notarize(header.epoch(), header.view(), first.block().hash());
            case NULLIFY -> Ballot.nullify(header.epoch(), header.view());
            case FINALIZE ->
                Ballot.finalize(header.epoch(), header.view(), first.block().hash());
        };
    }

    private SentKey sentKey() {
        Address sender = paid.body().sender();
        return new SentKey(sender, paid.body().idempotencyKey());
    }

    private SentKey.Use use() {
        return new SentKey.Use(paid.id(), paid.body().validUntilMs());
    }

    private Bytes rootPage() {
        return List.copyOf(founding.diff().pages().values()).getFirst().orElseThrow();
    }

    private static Hash valueHash(Account account) {
        return HashTag.STATE_VALUE.hash(account.encoded());
    }
}
