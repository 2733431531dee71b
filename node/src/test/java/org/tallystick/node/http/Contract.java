package org.tallystick.node.http;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml}, asked what it allows. Stricter than it says: fields that it does not name are no part of it. */
final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final JsonNode root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31());

    /** @param operation its OpenAPI object */
    record Described(String id, String method, String path, JsonNode operation) {}

    Contract(String yaml) {
        root = new YAMLMapper().readTree(yaml);
        close(root.path("components").path("schemas"));
    }

    /** Refuses what is not named, wherever an object names its fields. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        for (JsonNode child : schema) {
            close(child);
        }
    }

    List<Described> operations() {
        List<Described> all = new ArrayList<>();
        root.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        all.add(new Described(operation.path("operationId").asString(), method, path, operation));
                    }
                }));
        return all;
    }

    Set<String> problemCodes() {
        Set<String> codes = new TreeSet<>();
        root.at("/components/schemas/Problem/properties/code/enum").forEach(code -> codes.add(code.asString()));
        return codes;
    }

    /** The description of an answer with this status; missing where there is none. */
    JsonNode response(Described operation, int status) {
        JsonNode responses = operation.operation().path("responses");
        JsonNode exact = responses.path(Integer.toString(status));
        return resolve(exact.isMissingNode() ? responses.path("default") : exact);
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    /** What in {@code value} is not as {@code schema} says. */
    List<Error> violations(JsonNode schema, JsonNode value) {
        ObjectNode document = schema.deepCopy().asObject();
        document.set("components", root.path("components"));
        return schemas.getSchema(document).validate(value);
    }
}
