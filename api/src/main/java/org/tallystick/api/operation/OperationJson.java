package org.tallystick.api.operation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.FieldType;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.ruleset.RuleSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.module.SimpleModule;

/** How {@link OperationData} is written as JSON and read. */
public final class OperationJson {
    private static final String TYPE = "type";

    private OperationJson() {}

    /** @param strict whether what is of no known kind, or has other fields than its kind, is refused */
    public static void addTo(SimpleModule module, boolean strict) {
        module.addSerializer(OperationData.class, new Writer());
        module.addDeserializer(OperationData.class, new Reader(strict));
    }

    private static final class Writer extends ValueSerializer<OperationData> {
        @Override
        public void serialize(OperationData value, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty(TYPE, value.type());
            value.fields().forEach(out::writeStringProperty);
            out.writeEndObject();
        }
    }

    private static final class Reader extends ValueDeserializer<OperationData> {
        private final boolean strict;

        Reader(boolean strict) {
            this.strict = strict;
        }

        @Override
        public OperationData deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            if (!node.isObject()) {
                throw MismatchedInputException.from(in, OperationData.class, "an operation is an object");
            }
            JsonNode type = node.path(TYPE);
            if (type.isMissingNode()) {
                throw missing(in, TYPE);
            }
            if (!type.isString()) {
                throw at(TYPE, MismatchedInputException.from(in, String.class, "expected a string"));
            }
            Optional<Form<? extends Operation>> form = RuleSet.ONE.operation(type.asString());
            if (form.isPresent()) {
                return new OperationData(type.asString(), known(in, node, form.get()));
            }
            if (strict) {
                throw InvalidTypeIdException.from(
                        in, "no such operation", context.constructType(OperationData.class), type.asString());
            }
            return new OperationData(type.asString(), whatever(node));
        }

        private Map<String, String> known(JsonParser in, JsonNode node, Form<?> form) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Field<?, ?> field : form.fields()) {
                JsonNode value = node.path(field.name());
                if (value.isMissingNode()) {
                    throw missing(in, field.name());
                }
                if (!value.isString()) {
                    throw at(field.name(), MismatchedInputException.from(in, String.class, "expected a string"));
                }
                fields.put(field.name(), sound(field, value.asString()));
            }
            for (String name : node.propertyNames()) {
                if (strict && !name.equals(TYPE) && !fields.containsKey(name)) {
                    List<Object> names = new ArrayList<>(fields.keySet());
                    throw at(name, UnrecognizedPropertyException.from(in, OperationData.class, name, names));
                }
            }
            return fields;
        }

        /** As far as can be told without knowing the network, which addresses are of. */
        private static String sound(Field<?, ?> field, String text) {
            try {
                switch (field.type()) {
                    case FieldType.OfAmount() -> AmountText.parse(text);
                    case FieldType.OfHash() -> hash(text);
                    case FieldType.OfText(int maxBytes) -> text(text, maxBytes);
                    case FieldType.OfAddress() -> {}
                }
                return text;
            } catch (DecodeException | RefusedException e) {
                throw at(field.name(), e);
            }
        }

        private static void hash(String text) {
            if (!Hash.fromHex(text).hex().equals(text)) {
                throw new DecodeException("hex digits are lower-case");
            }
        }

        private static void text(String text, int maxBytes) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new DecodeException("half of a surrogate pair stands by itself, which is no character");
            }
            if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
                throw new DecodeException("at most " + maxBytes + " bytes of UTF-8");
            }
        }

        private static Map<String, String> whatever(JsonNode node) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                if (!each.getKey().equals(TYPE)) {
                    JsonNode value = each.getValue();
                    fields.put(each.getKey(), value.isString() ? value.asString() : value.toString());
                }
            }
            return fields;
        }

        private static RuntimeException missing(JsonParser in, String name) {
            return MismatchedInputException.from(
                    in, OperationData.class, "Missing required creator property '" + name + "'");
        }

        private static RuntimeException at(String field, Exception fault) {
            return DatabindException.wrapWithPath(fault, OperationData.class, field);
        }
    }
}
