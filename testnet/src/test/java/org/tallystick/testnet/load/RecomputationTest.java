package org.tallystick.testnet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.Amount;

final class RecomputationTest {
    private static final List<PastTransfer> TRANSFERS =
            List.of(transfer("a", "b", 10), transfer("b", "c", 4), transfer("a", "a", 3), transfer("b", "a", 1));

    @Test
    void a_sender_needs_all_that_it_sends_and_a_fee_each_time() {
        assertThat(Recomputation.needs(TRANSFERS, units(2)))
                .containsExactly(Map.entry("a", units(17)), Map.entry("b", units(9)));
    }

    @Test
    void balances_follow_from_the_transfers_alone() {
        Map<String, Amount> needs = Recomputation.needs(TRANSFERS, units(2));

        assertThat(Recomputation.balances(needs, TRANSFERS, units(2)))
                .containsOnly(Map.entry("a", units(4)), Map.entry("b", units(10)), Map.entry("c", units(4)));
    }

    @Test
    void no_order_of_the_transfers_overdraws_what_was_needed() {
        Map<String, Amount> needs = Recomputation.needs(TRANSFERS, Amount.ZERO);

        assertThat(Recomputation.balances(needs, TRANSFERS.reversed(), Amount.ZERO))
                .isEqualTo(Recomputation.balances(needs, TRANSFERS, Amount.ZERO));
    }

    @Test
    void an_overdraft_is_noticed() {
        assertThatThrownBy(() -> Recomputation.balances(Map.of("a", units(9)), TRANSFERS, Amount.ZERO))
                .isInstanceOf(ArithmeticException.class);
    }

    private static PastTransfer transfer(String from, String to, long amount) {
        return new PastTransfer(from, to, units(amount));
    }

    private static Amount units(long amount) {
        return Amount.ofBaseUnits(amount);
    }
}
