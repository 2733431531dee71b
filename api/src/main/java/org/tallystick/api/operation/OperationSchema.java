package org.tallystick.api.operation;

import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.FieldType;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.ruleset.RuleSet;

/** The schemas of all operations of a rule set, for the API's description. */
public final class OperationSchema {
    private static final String REFERENCE = "#/components/schemas/";

    private OperationSchema() {}

    /** Lines of YAML for the schemas of an OpenAPI document: {@code Operation}, and one for each kind. */
    public static String yaml(RuleSet rules) {
        List<Form<? extends Operation>> forms = rules.features().stream()
                .flatMap(feature -> feature.operations().stream())
                .toList();
        StringBuilder text = new StringBuilder("    Operation:\n");
        text.append("      oneOf: [")
                .append(forms.stream().map(OperationSchema::reference).collect(Collectors.joining(", ")))
                .append("]\n      discriminator: { propertyName: type, mapping: { ")
                .append(forms.stream()
                        .map(form -> form.name() + ": \"" + REFERENCE + schemaName(form) + "\"")
                        .collect(Collectors.joining(", ")))
                .append(" } }\n");
        forms.forEach(form -> append(form, text));
        return text.toString();
    }

    private static void append(Form<?> form, StringBuilder text) {
        text.append("    ").append(schemaName(form)).append(":\n      type: object\n      required: [type");
        form.fields().forEach(field -> text.append(", ").append(field.name()));
        text.append("]\n      properties:\n        type: { type: string, const: ")
                .append(form.name())
                .append(" }\n");
        for (Field<?, ?> field : form.fields()) {
            text.append("        ")
                    .append(field.name())
                    .append(": { ")
                    .append(type(field.type()))
                    .append(", description: \"")
                    .append(field.meaning())
                    .append("\" }\n");
        }
    }

    private static String type(FieldType<?> type) {
        return switch (type) {
            case FieldType.OfAddress() -> "$ref: \"" + REFERENCE + "Address\"";
            case FieldType.OfAmount() -> "$ref: \"" + REFERENCE + "Amount\"";
            case FieldType.OfHash() -> "$ref: \"" + REFERENCE + "Hash\"";
            case FieldType.OfText(int maxBytes) -> "type: string, maxLength: " + maxBytes;
        };
    }

    private static String reference(Form<?> form) {
        return "{ $ref: \"" + REFERENCE + schemaName(form) + "\" }";
    }

    /** Such as {@code RegisterName} for {@code register-name}. */
    private static String schemaName(Form<?> form) {
        return List.of(form.name().split("-", -1)).stream()
                .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
