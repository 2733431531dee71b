package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.api.ApiJson;
import org.tallystick.api.Problem;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.operation.OperationData;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a node of a newer version says is read by a client of this one, as far as it knows it. */
class NewerNodeTest {
    private static final String ID = "ab".repeat(32);

    private final JsonMapper json = ApiJson.lenient();

    @Test
    void a_state_of_a_newer_version_is_unknown() {
        String text = "{\"id\":\"" + ID + "\",\"state\":\"frozen\",\"since\":7}";
        assertThat(json.readValue(text, TransactionStatus.class).state()).isEqualTo(TransactionState.UNKNOWN);
    }

    @Test
    void an_operation_of_a_newer_version_has_its_name() {
        String text =
                "[{\"type\":\"mint\",\"amount\":\"5\",\"asset\":{\"a\":1}},{\"type\":\"transfer\",\"to\":\"x\",\"amount\":\"5\"}]";
        List<OperationData> operations = List.of(json.readValue(text, OperationData[].class));
        assertThat(operations.getFirst())
                .isEqualTo(new OperationData("mint", Map.of("amount", "5", "asset", "{\"a\":1}")));
        assertThat(operations.getFirst().isKnown()).isFalse();
        assertThat(operations.getLast().isKnown()).isTrue();
        assertThatThrownBy(() -> ApiJson.strict().readValue(text, OperationData[].class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void a_code_of_a_newer_version_is_told_as_it_is() {
        String text =
                "{\"type\":\"urn:x\",\"title\":\"Nope\",\"status\":422,\"code\":\"FROZEN_ACCOUNT\",\"detail\":\"It is"
                        + " frozen.\",\"retryable\":false,\"since\":7}";
        assertThat(json.readValue(text, Problem.class).code()).isEqualTo("FROZEN_ACCOUNT");
    }
}
