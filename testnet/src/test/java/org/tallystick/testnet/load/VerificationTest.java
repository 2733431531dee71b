package org.tallystick.testnet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.network.Agreement;

/** Each check must be able to fail. */
final class VerificationTest {
    private static final Hash ONE_ROOT = Hash.fromHex("11".repeat(32));
    private static final Hash ANOTHER_ROOT = Hash.fromHex("22".repeat(32));

    private final Address alice = Address.of(new byte[Address.SIZE]);
    private final Map<Address, Amount> expected = Map.of(alice, units(7));

    @Test
    void a_transfer_that_is_not_final_is_named() {
        assertThat(Verification.allApplied(outcome(List.of())).passed()).isTrue();

        Check check = Verification.allApplied(outcome(List.of("abc: it is not final")));
        assertThat(check.passed()).isFalse();
        assertThat(check.detail()).contains("1 did not").contains("abc");
    }

    @Test
    void a_balance_that_differs_or_is_missing_is_named() {
        assertThat(Verification.balances(Map.of(alice, units(7)), expected).passed())
                .isTrue();

        assertThat(Verification.balances(Map.of(alice, units(8)), expected).passed())
                .isFalse();
        assertThat(Verification.balances(Map.of(), expected).detail()).contains("1 of 1 don't");
    }

    @Test
    void one_base_unit_more_or_less_is_noticed_in_the_supply() {
        assertThat(Verification.supply(units(10), expected, units(3)).passed()).isTrue();
        assertThat(Verification.supply(units(11), expected, units(3)).passed()).isFalse();
        assertThat(Verification.supply(units(9), expected, units(3)).passed()).isFalse();
    }

    @Test
    void nodes_agree_only_when_some_answer_and_none_differs() {
        assertThat(agreement(Map.of(0, ONE_ROOT, 2, ONE_ROOT)).passed()).isTrue();
        assertThat(agreement(Map.of(0, ONE_ROOT, 2, ANOTHER_ROOT)).passed()).isFalse();
        assertThat(agreement(Map.of()).passed()).isFalse();
    }

    private static Check agreement(Map<Integer, Hash> roots) {
        return Verification.agreement(new Agreement(OptionalLong.of(5), roots));
    }

    private static Delivery.Outcome outcome(List<String> failures) {
        return new Delivery.Outcome(Duration.ofSeconds(1), List.of(1L), failures, 0);
    }

    private static Amount units(long amount) {
        return Amount.ofBaseUnits(amount);
    }
}
