package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.operation.RefusalCode;

class ProblemCodeTest {

    @ParameterizedTest
    @EnumSource
    void every_refusal_has_a_problem_of_its_name_that_says_the_same_of_a_repeat(RefusalCode code) {
        assertThat(ProblemCode.of(code).name()).isEqualTo(code.name());
        assertThat(ProblemCode.of(code).retryable()).isEqualTo(code.retryable());
    }
}
