package org.tallystick.node.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.ledger.authority.AuthoritySchedule;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.execution.Verdict;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.Columns.Accused;
import org.tallystick.node.store.StoreException.Kind;

/**
 * Computes a stored ledger again from the genesis and compares: every block is chained, certified and executed into an empty
 * state, every signature is verified, and every row must be what comes of it. Believes nothing that is stored. Needs memory
 * for the whole state.
 */
public final class LedgerAudit {
    private final Genesis genesis;
    private final Hash genesisHash;
    private final AuthoritySchedule authorities;
    private final BlockExecutor executor;
    private final Verifier verifier;
    private final Function<List<Transaction>, List<Optional<Refusal>>> signatures;

    /** @param signatures what is wrong with the signatures of each of these transactions */
    public LedgerAudit(
            Genesis genesis, Verifier verifier, Function<List<Transaction>, List<Optional<Refusal>>> signatures) {
        this.genesis = genesis;
        this.genesisHash = genesis.hash();
        this.authorities = new AuthoritySchedule(genesis.authorities());
        this.executor = new BlockExecutor(genesis);
        this.verifier = verifier;
        this.signatures = signatures;
    }

    /** What came of an audit. */
    public sealed interface Finding {

        /**
         * All is as it must be, up to this block.
         *
         * @param unprovable blocks whose receipts can't be proven for want of certificates; ascending
         */
        record Sound(Height height, Hash hash, long transactions, long accounts, List<Stretch> unprovable)
                implements Finding {
            public Sound {
                unprovable = List.copyOf(unprovable);
            }
        }

        /** The first thing found wrong, in one sentence, and the block at which it was found. */
        record Wrong(Height height, String what) implements Finding {}
    }

    /** Hears of each block that was found sound in itself. */
    public interface Progress {
        void passed(Height height, Height last);
    }

    /**
     * Audits the ledger in {@code directory}, which no node may have open.
     *
     * @throws StoreException if it can't be opened
     */
    public Finding of(Path directory, Progress progress) {
        if (!Files.isDirectory(directory)) {
            return new Finding.Wrong(Height.ZERO, "there is no ledger in " + directory);
        }
        try (Database database = RocksDatabase.open(directory, StoreTuning.DEFAULT)) {
            return of(database.latest(), progress);
        }
    }

    Finding of(Database.View stored, Progress progress) {
        Replay replay = new Replay(stored);
        try {
            return replay.run(progress);
        } catch (DecodeException e) {
            return new Finding.Wrong(replay.height, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            if (e.kind() != Kind.CORRUPT) {
                throw e;
            }
            return new Finding.Wrong(replay.height, String.valueOf(e.getMessage()));
        }
    }

    /** One pass over one ledger. */
    private final class Replay {
        private final LedgerQueries queries;
        private final Recomputed rows;
        private Height height = Height.ZERO;
        private Head head = new Head(Height.ZERO, Hash.ZERO, 0, 0);

        Replay(Database.View stored) {
            this.queries = new LedgerQueries(stored, genesisHash);
            this.rows = new Recomputed(stored);
        }

        Finding run(Progress progress) {
            Optional<Head> last = queries.head();
            if (last.isEmpty()) {
                return wrong("the ledger has no head");
            }
            rows.put(
                    Columns.META,
                    StoreIdentity.KEY,
                    Bytes.encodingOf(new StoreIdentity(StoreIdentity.FORMAT_VERSION, genesisHash)));
            Executed current = GenesisBlock.of(genesis);
            Optional<String> fault = store(current, Optional.empty());
            while (fault.isEmpty() && last.get().height().isAfter(height)) {
                progress.passed(height, last.get().height());
                height = height.next();
                Parent parent = Parent.of(current.block(), rows);
                Optional<Block> block = queries.fullBlock(height);
                if (block.isEmpty()) {
                    return wrong("the block is missing");
                }
                switch (executor.verify(parent, block.get())) {
                    case Verdict.Invalid invalid -> {
                        return wrong("the block is not valid: " + invalid.reason());
                    }
                    case Verdict.Valid valid -> current = valid.executed();
                }
                fault = check(current, last.get().height());
            }
            if (fault.isEmpty()) {
                rows.compareAll(current.block().header().timeMs());
                fault = rows.fault().or(() -> unproven(queries.view()));
            }
            return fault.<Finding>map(this::wrong)
                    .orElseGet(() -> new Finding.Sound(
                            head.height(), head.hash(), head.transactionCount(), head.accountCount(), unprovable()));
        }

        private List<Stretch> unprovable() {
            int provable = ReceiptProof.MAX_HEADERS - 1;
            return CertificateScan.of(queries.view(), Height.ZERO, provable, Integer.MAX_VALUE).stretches().stream()
                    .flatMap(stretch -> stretch.beyond(ReceiptProof.MAX_HEADERS).stream())
                    .toList();
        }

        private Finding wrong(String what) {
            return new Finding.Wrong(height, what);
        }

        private Optional<String> check(Executed executed, Height last) {
            Block block = executed.block();
            Optional<Certificate> finalization = queries.block(height).flatMap(StoredBlock::finalization);
            return unsigned(block)
                    .or(() -> uncertified(block, finalization, last))
                    .or(() -> store(executed, finalization));
        }

        private Optional<String> unsigned(Block block) {
            List<Optional<Refusal>> refusals = signatures.apply(block.transactions());
            for (int i = 0; i < refusals.size(); i++) {
                if (refusals.get(i).isPresent()) {
                    return Optional.of("transaction " + i + " is not authorized: "
                            + refusals.get(i).get().detail());
                }
            }
            return Optional.empty();
        }

        /** A block without a certificate of its own is final by a later one's, which its hash is part of. */
        private Optional<String> uncertified(Block block, Optional<Certificate> finalization, Height last) {
            if (finalization.isEmpty()) {
                return height.equals(last)
                        ? Optional.of("the last block has no finalization certificate")
                        : Optional.empty();
            }
            Certificate certificate = finalization.get();
            return certificate.finalizes(block.header(), block.hash())
                            && certificate.verifies(authorities.at(height), genesisHash, verifier)
                    ? Optional.empty()
                    : Optional.of("the finalization certificate does not verify");
        }

        /** Evidence is no row that blocks make: it proves itself. */
        private Optional<String> unproven(Database.View stored) {
            List<String> faults = new ArrayList<>();
            stored.ascend(Columns.EVIDENCE, Accused.LOWEST, (accused, proof) -> {
                boolean proves = accused.equals(new Accused(proof.signer(), proof.view()))
                        && proof.verifies(genesis.authorities(), genesisHash, verifier);
                if (!proves) {
                    faults.add("the evidence of " + accused + " does not verify");
                }
                return proves;
            });
            return faults.stream().findFirst();
        }

        private Optional<String> store(Executed executed, Optional<Certificate> finalization) {
            BlockWriter writer = new BlockWriter(rows, rows, head);
            writer.add(FinalBlock.of(executed, finalization));
            writer.finish();
            head = writer.head();
            rows.forget(executed.block().header().timeMs());
            return rows.fault();
        }
    }
}
