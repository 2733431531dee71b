package org.tallystick.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.Function;
import org.tallystick.api.operation.AmountText;
import org.tallystick.api.operation.OperationJson;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.FixedBytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.ledger.value.View;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How the API's records are written as JSON and read back. Mappers are thread-safe; make one and keep it. */
public final class ApiJson {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_STRING = 64 * 1024;
    private static final int MAX_NAME = 128;
    private static final int MAX_NUMBER = 40;

    private ApiJson() {}

    /**
     * For what strangers send and for proof files: a field that is unknown, missing, repeated or of another type is refused,
     * and so is hex that is not lower-case.
     */
    public static JsonMapper strict() {
        return builder(true)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
    }

    /**
     * For what a node answers: fields that a newer version added are skipped, and its new states and operations are read as
     * unknown ones.
     */
    public static JsonMapper lenient() {
        return builder(false)
                .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static JsonMapper.Builder builder(boolean strict) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNameLength(MAX_NAME)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .changeDefaultPropertyInclusion(each -> each.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .addModule(values(strict));
    }

    private static SimpleModule values(boolean strict) {
        SimpleModule module = new SimpleModule("tallystick");
        hex(module, Hash.class, Hash::fromHex);
        hex(module, PublicKey.class, PublicKey::fromHex);
        hex(module, Signature.class, Signature::fromHex);
        hex(module, IdempotencyKey.class, IdempotencyKey::fromHex);
        hex(module, NetworkTag.class, ApiJson::networkTag);
        text(module, Amount.class, amount -> Long.toString(amount.baseUnits()), AmountText::parse);
        number(module, Height.class, Height::value, Height::of);
        number(module, View.class, View::value, View::of);
        number(module, Epoch.class, Epoch::value, Epoch::of);
        OperationJson.addTo(module, strict);
        return module;
    }

    private static NetworkTag networkTag(String hex) {
        if (!hex.matches("[0-9a-f]{8}")) {
            throw new DecodeException("expected 8 hex digits");
        }
        return NetworkTag.of(Hash.fromHex(hex + "0".repeat(2 * (Hash.SIZE - NetworkTag.SIZE))));
    }

    private static <T extends FixedBytes> void hex(SimpleModule module, Class<T> type, Function<String, T> parser) {
        text(module, type, FixedBytes::hex, text -> {
            T value = parser.apply(text);
            if (!value.hex().equals(text)) {
                throw new DecodeException("hex digits are lower-case");
            }
            return value;
        });
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) {
                if (!in.currentToken().isScalarValue() || in.currentToken().isNumeric()) {
                    return context.reportInputMismatch(type, "expected a string");
                }
                return read.apply(in.getString());
            }
        });
    }

    private static <T> void number(
            SimpleModule module, Class<T> type, Function<T, Long> write, Function<Long, T> read) {
        module.addSerializer(type, new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeNumber(write.apply(value).longValue());
            }
        });
        module.addDeserializer(type, new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) {
                if (in.currentToken() != tools.jackson.core.JsonToken.VALUE_NUMBER_INT) {
                    return context.reportInputMismatch(type, "expected an integer");
                }
                return read.apply(in.getLongValue());
            }
        });
    }
}
