package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.GENESIS_TIME;
import static org.tallystick.ledger.testing.TestNetwork.address;
import static org.tallystick.ledger.testing.TestNetwork.idempotencyKey;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;

class TransactionRulesTest {
    private static final long NOW = GENESIS_TIME;
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final Genesis genesis = TestNetwork.genesis();
    private final TransactionRules rules = new TransactionRules(genesis);
    private final Verifier verifier = P256.verifier();

    /** One way to break each static rule, in the order in which the rules are checked. */
    enum Fault {
        TOO_LARGE(RefusalCode.TRANSACTION_TOO_LARGE) {
            @Override
            void spoil(Draft draft) {
                draft.memo = "m".repeat(Transaction.MAX_SIZE);
            }
        },
        NETWORK(RefusalCode.WRONG_NETWORK) {
            @Override
            void spoil(Draft draft) {
                draft.network = NetworkTag.of(Hash.ZERO);
            }
        },
        NO_OPERATIONS(RefusalCode.NO_OPERATIONS) {
            @Override
            void spoil(Draft draft) {
                draft.operations = List.of();
            }
        },
        TOO_MANY(RefusalCode.TOO_MANY_OPERATIONS) {
            @Override
            void spoil(Draft draft) {
                draft.operations = Collections.nCopies(101, transfer(BOB, 1));
            }
        },
        MEMO(RefusalCode.MEMO_TOO_LONG) {
            @Override
            void spoil(Draft draft) {
                draft.memo = "m".repeat(Math.max(141, draft.memo.length()));
            }
        },
        ZERO(RefusalCode.AMOUNT_ZERO) {
            @Override
            void spoil(Draft draft) {
                draft.add(transfer(BOB, 0));
            }
        },
        OVERFLOW(RefusalCode.AMOUNT_OVERFLOW) {
            @Override
            void spoil(Draft draft) {
                draft.add(transfer(BOB, Long.MAX_VALUE));
            }
        },
        FEE(RefusalCode.FEE_TOO_LOW) {
            @Override
            void spoil(Draft draft) {
                draft.fee = 9;
            }
        },
        EXPIRED(RefusalCode.EXPIRED) {
            @Override
            void spoil(Draft draft) {
                draft.validUntilMs = NOW - 1;
            }
        },
        AHEAD(RefusalCode.TOO_FAR_AHEAD) {
            @Override
            void spoil(Draft draft) {
                draft.validUntilMs = NOW + 24 * 3_600_000 + 1;
            }
        };

        private final RefusalCode code;

        Fault(RefusalCode code) {
            this.code = code;
        }

        abstract void spoil(Draft draft);
    }

    /** Faults of which one undoes the other. */
    private static final Set<Set<Fault>> EXCLUSIVE = Set.of(
            Set.of(Fault.NO_OPERATIONS, Fault.TOO_MANY),
            Set.of(Fault.NO_OPERATIONS, Fault.ZERO),
            Set.of(Fault.NO_OPERATIONS, Fault.OVERFLOW),
            Set.of(Fault.EXPIRED, Fault.AHEAD));

    final class Draft {
        private NetworkTag network = NetworkTag.of(genesis.hash());
        private long validUntilMs = NOW + 60_000;
        private long fee = 10;
        private String memo = "";
        private List<Operation> operations = List.of(transfer(BOB, 1));

        void add(Operation operation) {
            operations = new ArrayList<>(operations);
            operations.add(operation);
        }

        Transaction signed() {
            TransactionBody body = new TransactionBody(
                    network,
                    address(ALICE),
                    idempotencyKey(1),
                    validUntilMs,
                    Amount.ofBaseUnits(fee),
                    memo,
                    operations);
            return Transaction.sign(genesis.hash(), body, ALICE);
        }
    }

    private Optional<RefusalCode> check(Draft draft) {
        return rules.check(draft.signed(), NOW).map(Refusal::code);
    }

    @Test
    void accepts_a_plain_payment() {
        assertThat(check(new Draft())).isEmpty();
        assertThat(rules.checkAuthorizations(new Draft().signed(), verifier)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void refuses_each_fault_by_its_name(Fault fault) {
        Draft draft = new Draft();
        fault.spoil(draft);
        assertThat(check(draft)).contains(fault.code);
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Fault.values())
                .flatMap(first -> Arrays.stream(Fault.values())
                        .filter(second -> first.compareTo(second) < 0)
                        .filter(second -> !EXCLUSIVE.contains(Set.of(first, second)))
                        .map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void names_the_first_of_two_faults(Fault first, Fault second) {
        Draft draft = new Draft();
        first.spoil(draft);
        second.spoil(draft);
        assertThat(check(draft)).contains(first.code);
    }

    @Test
    void checks_in_the_order_of_the_codes_numbers() {
        assertThat(Arrays.stream(Fault.values()).map(fault -> fault.code.tag())).isSorted();
    }

    @Test
    void allows_the_very_limits() {
        Draft draft = new Draft();
        draft.operations = Collections.nCopies(100, transfer(BOB, 1));
        draft.memo = "m".repeat(140);
        assertThat(check(draft)).isEmpty();
        draft.validUntilMs = NOW;
        assertThat(check(draft)).isEmpty();
        draft.validUntilMs = NOW + 24 * 3_600_000;
        assertThat(check(draft)).isEmpty();
        draft.operations = List.of(transfer(BOB, Long.MAX_VALUE - 10));
        assertThat(check(draft)).isEmpty();
    }

    @Test
    void counts_the_fee_towards_the_overflow() {
        Draft draft = new Draft();
        draft.operations = List.of(transfer(BOB, Long.MAX_VALUE - 9));
        assertThat(check(draft)).contains(RefusalCode.AMOUNT_OVERFLOW);
    }

    @Test
    void names_the_operation_at_fault() {
        Draft draft = new Draft();
        draft.add(transfer(BOB, 0));
        assertThat(rules.check(draft.signed(), NOW).orElseThrow().operationIndex())
                .hasValue(1);
    }

    @Test
    void measures_the_memo_in_bytes_of_utf8() {
        Draft draft = new Draft();
        draft.memo = "€".repeat(46) + "mm";
        assertThat(check(draft)).isEmpty();
        draft.memo = "€".repeat(47);
        assertThat(check(draft)).contains(RefusalCode.MEMO_TOO_LONG);
    }

    @Test
    void a_transaction_without_authorization_is_unauthorized() {
        TransactionBody body = TestNetwork.body(genesis, ALICE, 1, transfer(BOB, 1));
        assertThat(authorizationFault(Transaction.of(genesis.hash(), body, List.of())))
                .contains(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void another_key_than_the_senders_is_unauthorized() {
        TransactionBody body = TestNetwork.body(genesis, ALICE, 1, transfer(BOB, 1));
        assertThat(authorizationFault(Transaction.sign(genesis.hash(), body, BOB)))
                .contains(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void a_needless_second_authorization_is_unauthorized() {
        Transaction paid = pay(genesis, ALICE, 1, transfer(BOB, 1));
        Authorization consent = paid.authorizations().getFirst();
        assertThat(authorizationFault(Transaction.of(genesis.hash(), paid.body(), List.of(consent, consent))))
                .contains(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void a_high_s_is_refused_by_its_name() {
        Transaction paid = pay(genesis, ALICE, 1, transfer(BOB, 1));
        Authorization consent = paid.authorizations().getFirst();
        byte[] signature = consent.signature().toByteArray();
        BigInteger s = ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        byte[] high = s.toByteArray();
        System.arraycopy(high, high.length - 32, signature, 32, 32);
        Authorization malleated = new Authorization(consent.key(), Signature.of(signature));
        assertThat(authorizationFault(Transaction.of(genesis.hash(), paid.body(), List.of(malleated))))
                .contains(RefusalCode.HIGH_S);
    }

    @Test
    void a_signature_of_something_else_is_bad() {
        TransactionBody body = TestNetwork.body(genesis, ALICE, 1, transfer(BOB, 1));
        Authorization other = new Authorization(ALICE.publicKey(), ALICE.sign(Hash.ZERO));
        assertThat(authorizationFault(Transaction.of(genesis.hash(), body, List.of(other))))
                .contains(RefusalCode.BAD_SIGNATURE);
    }

    @Test
    void a_signature_for_another_network_is_bad_even_under_this_networks_tag() {
        TransactionBody body = TestNetwork.body(genesis, ALICE, 1, transfer(BOB, 1));
        Hash otherNetwork = TestNetwork.genesis(11).hash();
        Transaction foreign = Transaction.sign(otherNetwork, body, ALICE);
        Transaction replayed = Transaction.decode(foreign.encoded(), genesis.hash());
        assertThat(rules.check(replayed, NOW)).isEmpty();
        assertThat(authorizationFault(replayed)).contains(RefusalCode.BAD_SIGNATURE);
    }

    private Optional<RefusalCode> authorizationFault(Transaction transaction) {
        return rules.checkAuthorizations(transaction, verifier).map(Refusal::code);
    }
}
