package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.fuzz.Target;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader.Position;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** What a node reads back from its disk: rows of the database, frames of the vote log. */
public final class StoreTargets {
    private static final KeyPair ALICE = TestNetwork.key("alice");
    private static final TestNetwork NETWORK = TestNetwork.of("stored", ALICE);
    private static final Position START = new Position(Height.of(1), 0);

    private static final long SALT = 5;

    private StoreTargets() {}

    public static List<Target> all() {
        FinalBlock sample = new TestChain(NETWORK.genesis()).next(List.of(NETWORK.pay(ALICE, 1, ALICE, 5)));
        List<Bytes> seeds = List.of(
                Bytes.of(new byte[16]),
                Bytes.encodingOf(BlockRow.of(sample.block())),
                Bytes.of(Columns.ACCOUNT_BLOCKS
                        .keys()
                        .write(new Columns.AccountBlock(TestNetwork.address(ALICE), Height.of(1)))));
        List<Target> all = new ArrayList<>();
        for (Column<?, ?> column : Columns.ALL) {
            all.add(target("store-" + column.name() + "-key", column.keys(), seeds));
            all.add(target("store-" + column.name() + "-value", column.values(), seeds));
        }
        VoteLogIdentity identity = new VoteLogIdentity(NETWORK.genesisHash(), ALICE.publicKey());
        Bytes head = Bytes.of(new VoteLogHead(identity, 3, SALT).encoded());
        all.add(Target.borsh("store-head", Head::decode, seeds));
        all.add(Target.borsh("store-identity", StoreIdentity::decode, seeds));
        all.add(Target.binary("store-transactions", StoreTargets::rewriteRun, List.of(run(sample))));
        all.add(Target.binary("vote-log-head", StoreTargets::rewriteHead, List.of(head)));
        all.add(Target.borsh("vote-log-identity", VoteLogIdentity::decode, List.of(Bytes.encodingOf(identity))));
        all.add(new Target("vote-log-frames", StoreTargets::frames, List.of(frameSeed(head))));
        return all;
    }

    private static <T> Target target(String name, Serializer<T> serializer, List<Bytes> seeds) {
        return Target.binary(name, input -> serializer.write(serializer.read(input)), seeds);
    }

    private static Bytes run(FinalBlock sample) {
        return Bytes.of(TransactionRun.encode(sample.block().transactions(), sample.receipts(), 0));
    }

    private static byte[] rewriteRun(byte[] input) {
        List<StoredTransaction> run = TransactionRun.decode(Bytes.of(input), START, 1_000, NETWORK.genesisHash());
        List<Transaction> transactions =
                run.stream().map(StoredTransaction::transaction).toList();
        List<Receipt> receipts = run.stream().map(StoredTransaction::receipt).toList();
        return TransactionRun.encode(transactions, receipts, 0);
    }

    /** The rest of the sector has no meaning, so it is compared with nothing. */
    private static byte[] rewriteHead(byte[] input) {
        Optional<VoteLogHead> head = VoteLogHead.decode(input);
        if (head.isEmpty()) {
            throw new DecodeException("no head");
        }
        byte[] written = head.get().encoded();
        int salt = head.get().salt() == 0 ? 0 : 8;
        int meaning = 8 + Hash.SIZE + ALICE.publicKey().length() + 8 + salt + 4;
        System.arraycopy(written, 0, input, 0, meaning);
        return input;
    }

    /** A log is read as it was written, or as damaged, and never as more than it holds. */
    private static void frames(byte[] input) {
        VoteFrames.Scan scan;
        try {
            scan = VoteFrames.scan(input, 0, SALT);
        } catch (VoteLogException refused) {
            return;
        }
        long size = scan.records().stream().mapToLong(Bytes::length).sum();
        if (size > scan.end() || scan.end() > input.length) {
            throw new AssertionError(size + " bytes of records up to " + scan.end() + " of " + input.length);
        }
    }

    private static Bytes frameSeed(Bytes record) {
        ByteBuffer first =
                VoteFrames.frames(0, List.of(record, Bytes.EMPTY), SALT).getFirst();
        ByteBuffer second = VoteFrames.frames(1, List.of(record), SALT).getFirst();
        return Bytes.of(ByteBuffer.allocate(first.remaining() + second.remaining() + 64)
                .put(first)
                .put(second)
                .array());
    }
}
