package org.tallystick.ledger.operation.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.operation.names.NamesNetwork.DEPOSIT;
import static org.tallystick.ledger.operation.names.NamesNetwork.REST_MS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.execution.Built;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * Random lives of names, executed and modelled side by side. The model is one list of names, searched through each time. {@code
 * -Dnames.seeds} says how many.
 */
class NamesAgainstModelTest {
    private static final int STEPS = 120;
    private static final List<String> NAMES =
            List.of("anna", "arma", "bob", "b0b", "lin-da", "1inda", "support", "zoe");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("names.seeds", 40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void does_what_the_model_does(long seed) {
        new Run(seed).play();
    }

    private static final class Name {
        private String text;
        private int holder;
        private boolean rests;
        private long untilMs;
        private int offeredTo = -1;

        Name(String text, int holder) {
            this.text = text;
            this.holder = holder;
        }
    }

    private static final class Run {
        private final Random random;
        private final List<KeyPair> keys = new ArrayList<>();
        private final Genesis genesis;
        private final TestLedger ledger;
        private final List<Name> names = new ArrayList<>();
        private final long[] balances = new long[4];
        private final Map<Address, Long> histories = new HashMap<>();
        private long number;

        Run(long seed) {
            random = new Random(seed);
            for (int i = 0; i < balances.length; i++) {
                keys.add(TestNetwork.key("person-" + i));
                balances[i] = 1_000;
                histories.put(address(i), 1_000L);
            }
            genesis = NamesNetwork.genesis(keys.toArray(KeyPair[]::new));
            ledger = new TestLedger(genesis);
        }

        private Address address(int who) {
            return TestNetwork.address(keys.get(who));
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(4) == 0) {
                    sleep();
                }
                act();
                compare();
            }
        }

        private void sleep() {
            long ms = random.nextInt(3) == 0 ? REST_MS + 1 + random.nextInt(120_000) : 1_000 + random.nextInt(90_000);
            long parentMs = ledger.header().timeMs();
            ledger.sleep(ms);
            free(parentMs + ms);
        }

        /** What has rested through a whole minute of its end. */
        private void free(long nowMs) {
            names.removeIf(name -> {
                boolean free = name.rests && name.untilMs / 60_000 < nowMs / 60_000;
                if (free) {
                    balances[name.holder] += DEPOSIT;
                    histories.merge(address(name.holder), DEPOSIT, Long::sum);
                }
                return free;
            });
        }

        private void act() {
            int who = random.nextInt(keys.size());
            String text = NAMES.get(random.nextInt(NAMES.size()));
            int other = random.nextInt(keys.size());
            long nowMs = ledger.header().timeMs() + 1_000;
            Operation operation;
            boolean applies;
            free(nowMs);
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    Amount deposit = Amount.ofBaseUnits(random.nextInt(4) == 0 ? 0 : DEPOSIT);
                    operation = new RegisterName(text, deposit);
                    applies = register(who, text, deposit.baseUnits());
                }
                case 2 -> {
                    operation = new ReleaseName();
                    applies = release(who, nowMs);
                }
                case 3 -> {
                    operation = new TransferName(address(other));
                    applies = offer(who, other, nowMs);
                }
                case 4 -> {
                    operation = new ClaimName(text, address(other), Amount.ofBaseUnits(DEPOSIT));
                    applies = claim(who, text, other, nowMs);
                }
                default -> {
                    long amount = 1L + random.nextInt(300);
                    operation = new org.tallystick.ledger.operation.transfer.Transfer(
                            address(other), Amount.ofBaseUnits(amount));
                    applies = balances[who] >= amount;
                    if (applies) {
                        balances[who] -= amount;
                        balances[other] += amount;
                    }
                }
            }
            execute(who, operation, applies);
        }

        private void execute(int who, Operation operation, boolean applies) {
            Transaction transaction = NamesNetwork.transaction(
                    genesis, keys.get(who), ++number, ledger.header().timeMs(), operation);
            Built built = ledger.append(transaction);
            assertThat(built.refused()).isEmpty();
            Receipt receipt = built.executed().receipts().getFirst();
            assertThat(receipt.outcome() instanceof Receipt.Outcome.Applied)
                    .as("%s by %d", operation, who)
                    .isEqualTo(applies);
            if (applies) {
                for (Address party : receipt.parties(transaction.body())) {
                    histories.merge(party, operation.change(address(who), party), Long::sum);
                }
            }
        }

        private @Nullable Name heldBy(int who) {
            return names.stream()
                    .filter(each -> !each.rests && each.holder == who)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable Name alike(String text) {
            return names.stream()
                    .filter(each -> Skeleton.of(each.text).equals(Skeleton.of(text)))
                    .findFirst()
                    .orElse(null);
        }

        private boolean register(int who, String text, long deposit) {
            Name known = alike(text);
            if (text.equals("support") || heldBy(who) != null) {
                return false;
            }
            if (known == null) {
                if (deposit != DEPOSIT || balances[who] < DEPOSIT) {
                    return false;
                }
                balances[who] -= DEPOSIT;
                names.add(new Name(text, who));
                return true;
            }
            if (!known.rests || known.holder != who || deposit != 0) {
                return false;
            }
            known.rests = false;
            known.text = text;
            known.offeredTo = -1;
            return true;
        }

        private boolean release(int who, long nowMs) {
            Name held = heldBy(who);
            if (held == null) {
                return false;
            }
            held.rests = true;
            held.untilMs = nowMs + REST_MS;
            return true;
        }

        private boolean offer(int who, int other, long nowMs) {
            Name held = heldBy(who);
            if (held == null) {
                return false;
            }
            held.offeredTo = other;
            held.untilMs = nowMs + 86_400_000;
            return true;
        }

        private boolean claim(int who, String text, int from, long nowMs) {
            Name name = names.stream()
                    .filter(each -> each.text.equals(text))
                    .findFirst()
                    .orElse(null);
            if (name == null || name.rests || name.holder != from || name.offeredTo != who || name.untilMs < nowMs) {
                return false;
            }
            if ((who != from && heldBy(who) != null) || balances[who] < DEPOSIT) {
                return false;
            }
            balances[who] -= DEPOSIT;
            balances[from] += DEPOSIT;
            name.holder = who;
            name.offeredTo = -1;
            return true;
        }

        private void compare() {
            long sum = names.size() * DEPOSIT;
            for (int i = 0; i < balances.length; i++) {
                assertThat(ledger.balance(address(i))).as("balance of %d", i).isEqualTo(balances[i]);
                assertThat(histories).containsEntry(address(i), balances[i]);
                Name held = heldBy(i);
                assertThat(Names.BY_HOLDER
                                .read(ledger.state(), address(i))
                                .map(HeldName::name)
                                .orElse(null))
                        .isEqualTo(held == null ? null : held.text);
                sum += balances[i];
            }
            assertThat(sum).as("what is owned and what is set aside").isEqualTo(1_000L * balances.length);
            for (Name name : names) {
                NameRow row = Names.BY_SKELETON
                        .read(ledger.state(), Skeleton.of(name.text))
                        .orElseThrow();
                assertThat(row.name()).isEqualTo(name.text);
                assertThat(row.holder()).isEqualTo(address(name.holder));
                assertThat(row.named().isPresent()).isEqualTo(!name.rests);
            }
        }
    }
}
