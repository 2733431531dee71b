package org.tallystick.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.tallystick.api.operation.OperationSchema;
import org.tallystick.ledger.ruleset.RuleSet;

/** The description of the API: a text, and in it the schemas of the operations, which come from their forms. */
public final class OpenApi {
    private static final String PLACE = "    # {operations}";

    private OpenApi() {}

    /** OpenAPI 3.1 in YAML. */
    public static String document() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            int start = text.indexOf(PLACE);
            int end = text.indexOf('\n', start) + 1;
            return text.substring(0, start) + OperationSchema.yaml(RuleSet.ONE) + text.substring(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
