package org.tallystick.node.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.ledger.value.View;

/** Well-formed messages of every kind; what they say makes no sense. */
final class RandomMessages {
    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    PeerMessage next() {
        return ofKind(Kind.ofTag(random.nextInt(Kind.values().length)).orElseThrow());
    }

    PeerMessage ofKind(Kind kind) {
        return switch (kind) {
            case CONSENSUS -> new PeerMessage.Consensus(consensus());
            case TRANSACTIONS -> transactions(1 + random.nextInt(20));
            case BLOCKS_REQUEST ->
                new PeerMessage.BlocksRequest(height(), 1 + random.nextInt(PeerMessage.BlocksRequest.MAX_COUNT));
            case BLOCKS ->
                new PeerMessage.Blocks(
                        some(2 + random.nextInt(4), this::block),
                        some(random.nextInt(4), this::header),
                        certificate(),
                        some(random.nextInt(2), this::certificate));
            case NO_BLOCKS -> new PeerMessage.NoBlocks(height());
            case FETCH_BLOCK -> new PeerMessage.FetchBlock(hash());
            case FETCHED_BLOCK -> new PeerMessage.FetchedBlock(block());
            case STATUS -> new PeerMessage.StatusUpdate(height(), view());
            case CERTIFICATES_REQUEST ->
                new PeerMessage.CertificatesRequest(
                        height(), 1 + random.nextInt(PeerMessage.CertificatesRequest.MAX_COUNT));
            case CERTIFICATES -> new PeerMessage.Certificates(some(random.nextInt(4), this::certificate));
        };
    }

    PeerMessage.Transactions transactions(int count) {
        return new PeerMessage.Transactions(some(count, () -> transaction(1 + random.nextInt(3))));
    }

    /** A batch of about {@code bytes} bytes, of transactions near their largest. */
    PeerMessage.Transactions largeBatch(int bytes) {
        Transaction one = transaction(100);
        return new PeerMessage.Transactions(Collections.nCopies(bytes / one.size(), one));
    }

    /** A block that is almost as large as may be. */
    Block largeBlock() {
        Transaction one = transaction(100);
        int count = (Block.MAX_SIZE - Block.OVERHEAD) / one.size();
        return Block.of(TestPeers.GENESIS, header(), Collections.nCopies(count, one));
    }

    Message.Vote vote() {
        return new Message.Vote(ballot(), seal(random.nextInt(255)));
    }

    private Message consensus() {
        return switch (random.nextInt(3)) {
            case 0 -> new Message.Proposal(view(), block(), signature(), some(random.nextInt(3), this::certificate));
            case 1 -> vote();
            default -> new Message.Certified(certificate());
        };
    }

    private Transaction transaction(int operations) {
        TransactionBody body = new TransactionBody(
                NetworkTag.of(TestPeers.GENESIS),
                address(),
                IdempotencyKey.of(bytes(IdempotencyKey.SIZE)),
                random.nextLong(Long.MAX_VALUE),
                amount(),
                "memo ".repeat(random.nextInt(5)),
                this.<Operation>some(operations, () -> new Transfer(address(), amount())));
        return Transaction.of(
                TestPeers.GENESIS,
                body,
                some(1 + random.nextInt(2), () -> new Authorization(publicKey(), signature())));
    }

    private Block block() {
        return Block.of(TestPeers.GENESIS, header(), some(random.nextInt(5), () -> transaction(1)));
    }

    private BlockHeader header() {
        return new BlockHeader(
                new Epoch(random.nextLong(Long.MAX_VALUE)),
                height(),
                view(),
                hash(),
                random.nextLong(Long.MAX_VALUE),
                random.nextInt(255),
                random.nextInt(10_000),
                random.nextInt(1_000),
                hash(),
                hash(),
                hash(),
                hash());
    }

    private Certificate certificate() {
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int signer = random.nextInt(3); signer < 7; signer += 1 + random.nextInt(3)) {
            seals.add(seal(signer));
        }
        return new Certificate(ballot(), seals);
    }

    private Certificate.Seal seal(int signer) {
        return new Certificate.Seal(signer, signature());
    }

    private Ballot ballot() {
        return random.nextBoolean() ? Ballot.nullify(Epoch.ZERO, view()) : Ballot.finalize(Epoch.ZERO, view(), hash());
    }

    private <T> List<T> some(int count, Supplier<? extends T> element) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(element.get());
        }
        return all;
    }

    private Height height() {
        return Height.of(random.nextLong(Long.MAX_VALUE));
    }

    private View view() {
        return View.of(random.nextLong(Long.MAX_VALUE));
    }

    private Amount amount() {
        return Amount.ofBaseUnits(random.nextLong(Long.MAX_VALUE));
    }

    private Hash hash() {
        return Hash.of(bytes(Hash.SIZE));
    }

    private Address address() {
        return Address.of(bytes(Address.SIZE));
    }

    private Signature signature() {
        return Signature.of(bytes(Signature.SIZE));
    }

    private PublicKey publicKey() {
        byte[] key = bytes(PublicKey.SIZE);
        key[0] = 2;
        return PublicKey.of(key);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
