package org.tallystick.ledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.address;
import static org.tallystick.ledger.testing.TestNetwork.allocation;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis.Allocation;
import org.tallystick.ledger.genesis.Genesis.Privacy;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.Amount;

class GenesisTest {
    private static final Genesis SOUND = TestNetwork.genesis();

    private static Genesis named(String name, String prefix, String symbol) {
        return new Genesis(
                name,
                prefix,
                symbol,
                0,
                Privacy.PUBLIC,
                Amount.ZERO,
                NameKnobs.DEFAULT,
                SOUND.authorities(),
                SOUND.balances());
    }

    private static Genesis with(long timeMs, Privacy privacy, long feeMinimum, List<Allocation> balances) {
        return new Genesis(
                SOUND.networkName(),
                SOUND.addressPrefix(),
                SOUND.coinSymbol(),
                timeMs,
                privacy,
                Amount.ofBaseUnits(feeMinimum),
                NameKnobs.DEFAULT,
                SOUND.authorities(),
                balances);
    }

    static Stream<Arguments> unreadableNames() {
        return Stream.of(
                Arguments.of("", "tly", "TLY"),
                Arguments.of(" ", "tly", "TLY"),
                Arguments.of("n".repeat(65), "tly", "TLY"),
                Arguments.of("€".repeat(22), "tly", "TLY"),
                Arguments.of("net", "", "TLY"),
                Arguments.of("net", "TLY", "TLY"),
                Arguments.of("net", "t".repeat(17), "TLY"),
                Arguments.of("net", "tly", ""),
                Arguments.of("net", "tly", "€".repeat(6)));
    }

    @ParameterizedTest
    @MethodSource("unreadableNames")
    void refuses_names_outside_their_bounds(String name, String prefix, String symbol) {
        assertThatThrownBy(() -> named(name, prefix, symbol)).isInstanceOf(DecodeException.class);
    }

    @Test
    void accepts_names_at_their_bounds() {
        assertThat(named("€".repeat(21) + "n", "t".repeat(16), "€".repeat(5) + "n")
                        .hash())
                .isNotEqualTo(SOUND.hash());
    }

    @Test
    void refuses_balances_that_are_zero_double_or_out_of_order() {
        List<Allocation> sound = SOUND.balances();
        assertThatThrownBy(() -> with(0, Privacy.PUBLIC, 0, List.of(allocation(address(ALICE), 0))))
                .hasMessageContaining("at least one base unit");
        assertThatThrownBy(() -> with(0, Privacy.PUBLIC, 0, sound.reversed())).hasMessageContaining("ascending");
        assertThatThrownBy(() -> with(0, Privacy.PUBLIC, 0, List.of(sound.getFirst(), sound.getFirst())))
                .hasMessageContaining("ascending");
    }

    @Test
    void the_supply_stays_below_two_to_the_63() {
        Genesis most =
                TestNetwork.genesis(0, allocation(address(ALICE), Long.MAX_VALUE - 1), allocation(address(BOB), 1));
        assertThat(most.supply()).isEqualTo(Amount.ofBaseUnits(Long.MAX_VALUE));
        assertThatThrownBy(() ->
                        TestNetwork.genesis(0, allocation(address(ALICE), Long.MAX_VALUE), allocation(address(BOB), 1)))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("2^63");
    }

    @Test
    void every_field_counts_in_the_hash() {
        List<Allocation> fewer = List.of(SOUND.balances().getFirst());
        Hash plain = with(1, Privacy.PUBLIC, 1, fewer).hash();
        assertThat(List.of(
                        with(2, Privacy.PUBLIC, 1, fewer).hash(),
                        with(1, Privacy.PARTIES, 1, fewer).hash(),
                        with(1, Privacy.PUBLIC, 2, fewer).hash(),
                        with(1, Privacy.PUBLIC, 1, SOUND.balances()).hash()))
                .doesNotContain(plain)
                .doesNotHaveDuplicates();
    }
}
