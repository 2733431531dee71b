package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testnet.network.TestnetException;

final class TestnetFailuresTest {
    /** The second is how it ends when it quotes what a node said. */
    @ParameterizedTest
    @ValueSource(strings = {"there is no node 9", "there is no node 9."})
    void a_failure_is_told_as_one_sentence(String message) {
        TestnetException failure = new TestnetException(TestnetException.Kind.NOT_FOUND, message, "See: ...");

        assertThat(TestnetFailures.of(failure)).hasMessage("There is no node 9.");
    }
}
