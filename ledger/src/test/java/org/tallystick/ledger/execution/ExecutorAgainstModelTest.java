package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.allocation;
import static org.tallystick.ledger.testing.TestNetwork.idempotencyKey;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.state.EmptyState;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.testing.MemoryState;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.View;

/**
 * Random ledgers, executed and modelled side by side. A seed decides everything; a failing one is named by the test's
 * display name and replays alone.
 */
class ExecutorAgainstModelTest {
    private static final int BLOCKS = 30;
    private static final int ACCOUNTS = 8;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void does_what_the_model_does(long seed) {
        new Run(seed).play();
    }

    private static final class Run {
        private final Random random;
        private final List<Address> addresses = new ArrayList<>();
        private final List<Transaction> past = new ArrayList<>();
        private final boolean hugeAmounts;
        private final Genesis genesis;
        private final Hash genesisHash;
        private final BlockExecutor executor;
        private final LedgerModel model;
        private final MemoryState state = new MemoryState();
        private Block parent;

        Run(long seed) {
            random = new Random(seed);
            hugeAmounts = random.nextInt(3) == 0;
            for (int i = 0; i < ACCOUNTS; i++) {
                addresses.add(TestNetwork.address(TestNetwork.key("account-" + i)));
            }
            for (int i = 0; i < 4; i++) {
                addresses.add(TestNetwork.address(TestNetwork.authorityKey(i)));
            }
            long first = hugeAmounts ? Long.MAX_VALUE - 20_000 : 10_000;
            genesis = TestNetwork.genesis(
                    random.nextInt(3),
                    allocation(addresses.get(0), first),
                    allocation(addresses.get(1), 10_000),
                    allocation(addresses.get(2), 10_000));
            genesisHash = genesis.hash();
            executor = new BlockExecutor(genesis);
            model = new LedgerModel(genesis);
            Executed founding = GenesisBlock.of(genesis);
            parent = founding.block();
            state.apply(founding.diff());
        }

        void play() {
            BigInteger supply = model.supply();
            long timeMs = parent.header().timeMs();
            for (int height = 1; height <= BLOCKS; height++) {
                timeMs += pause();
                playBlock(timeMs);
                assertThat(model.supply()).isEqualTo(supply);
                assertThat(state.values()).isEqualTo(model.values());
                assertThat(parent.header().stateRoot()).isEqualTo(rootFromScratch(model.values()));
            }
        }

        private void playBlock(long timeMs) {
            List<Transaction> candidates = new ArrayList<>();
            for (int i = random.nextInt(25); i > 0; i--) {
                candidates.add(candidate(timeMs));
            }
            View view = View.of(parent.header().view().value() + 1 + random.nextInt(3));
            Slot slot = new Slot(
                    parent.header().epoch(), view, timeMs, genesis.authorities().leader(view));
            Parent on = Parent.of(parent, state);
            Built built = executor.build(on, slot, candidates, Limits.PROTOCOL);

            List<String> done = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            for (Transaction each : candidates) {
                String outcome = model.execute(each, timeMs);
                (outcome.startsWith("refused") ? refused : done).add(outcome);
            }
            model.endBlock(TestNetwork.address(TestNetwork.authorityKey(slot.proposer())), timeMs);

            Executed executed = built.executed();
            assertThat(LedgerModel.outcomes(executed.receipts())).isEqualTo(done);
            assertThat(built.refused())
                    .extracting(each -> "refused " + each.refusal().code())
                    .isEqualTo(refused);
            assertThat(executor.verify(on, executed.block())).isEqualTo(new Verdict.Valid(executed));
            parent = executed.block();
            state.apply(executed.diff());
            past.addAll(executed.block().transactions());
        }

        /** Mostly moments, at times so long that keys expire, or that all of them have. */
        private long pause() {
            return switch (random.nextInt(8)) {
                case 0 -> 3_600_000L * random.nextInt(1, 12);
                case 1 -> 86_400_000L * random.nextInt(1, 4);
                case 2 -> 60_000;
                default -> random.nextInt(1, 5_000);
            };
        }

        private Transaction candidate(long timeMs) {
            if (!past.isEmpty() && random.nextInt(10) == 0) {
                return past.get(random.nextInt(past.size()));
            }
            List<Operation> operations = new ArrayList<>();
            int count = random.nextInt(30) == 0 ? 0 : random.nextInt(50) == 0 ? 101 : random.nextInt(1, 5);
            for (int i = 0; i < count; i++) {
                operations.add(new Transfer(anyone(), amount()));
            }
            TransactionBody body = new TransactionBody(
                    random.nextInt(40) == 0 ? NetworkTag.of(Hash.ZERO) : NetworkTag.of(genesisHash),
                    anyone(),
                    idempotencyKey(random.nextInt(20)),
                    validUntil(timeMs),
                    Amount.ofBaseUnits(random.nextInt(6)),
                    "",
                    operations);
            return Transaction.of(genesisHash, body, List.of());
        }

        private long validUntil(long timeMs) {
            return timeMs
                    + switch (random.nextInt(12)) {
                        case 0 -> -1;
                        case 1 -> 0;
                        case 2 -> 86_400_000;
                        case 3 -> 86_400_001;
                        case 4 -> 60_000 - timeMs % 60_000;
                        default -> random.nextInt(7_200_000);
                    };
        }

        private Address anyone() {
            return addresses.get(random.nextInt(addresses.size()));
        }

        private Amount amount() {
            long amount = switch (random.nextInt(20)) {
                case 0 -> 0;
                case 1 -> hugeAmounts ? Long.MAX_VALUE - random.nextInt(30_000) : 20_000;
                case 2, 3, 4 -> random.nextInt(10_000);
                default -> random.nextInt(1, 1_000);
            };
            return Amount.ofBaseUnits(amount);
        }

        private static Hash rootFromScratch(Map<StateKey, Bytes> values) {
            Map<Hash, Optional<Hash>> leaves = new HashMap<>();
            values.forEach(
                    (key, value) -> leaves.put(key.path(), Optional.of(HashTag.STATE_VALUE.hash(value.toByteArray()))));
            return StateTree.update(new EmptyState(), leaves).root();
        }
    }
}
