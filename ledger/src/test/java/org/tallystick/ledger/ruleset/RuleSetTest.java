package org.tallystick.ledger.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.operation.Feature;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.FieldType;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.Amount;

/** Walks the rule set: whatever a kind of operation or record must tell and does not is named here. */
class RuleSetTest {

    static Stream<Form<?>> forms() {
        return RuleSet.ONE.features().stream()
                .flatMap(feature -> Stream.concat(feature.operations().stream(), feature.records().stream()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_tells_every_field_of_its_record_in_order(Form<?> form) {
        assertThat(form.fields().stream().map(Field::name))
                .isEqualTo(Arrays.stream(form.type().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        assertThat(form.name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(form.fields())
                .allSatisfy(field -> assertThat(field.meaning()).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void what_is_made_of_values_holds_them_and_is_read_back_from_its_encoding(Form<?> form) {
        List<Object> values = new ArrayList<>();
        form.fields().forEach(field -> values.add(sample(field.type(), values.size())));
        Object made = form.make(values);
        BorshWriter out = new BorshWriter();
        form.encode(out, made);
        assertThat(out.size()).isGreaterThanOrEqualTo(form.minSize());
        BorshReader in = new BorshReader(out.toByteArray());
        assertThat(in.u8()).isEqualTo(form.tag());
        assertThat(form.decodeFields(in)).isEqualTo(made);
        in.requireEnd();
        assertThat(read(form, made)).isEqualTo(values);
    }

    private static <T> List<Object> read(Form<T> form, Object made) {
        T mine = form.type().cast(made);
        return form.fields().stream().<Object>map(field -> field.of(mine)).toList();
    }

    private static Object sample(FieldType<?> type, int salt) {
        return switch (type) {
            case FieldType.OfAddress() -> TestNetwork.address(TestNetwork.key("sample-" + salt));
            case FieldType.OfAmount() -> Amount.ofBaseUnits(17 + salt);
            case FieldType.OfHash() -> Sha256.of(new byte[] {(byte) salt});
            case FieldType.OfText(int maxBytes) -> "t" + salt;
        };
    }

    @Test
    void work_tables_and_kinds_are_found_by_what_names_them() {
        for (Feature feature : RuleSet.ONE.features()) {
            feature.operations()
                    .forEach(form ->
                            assertThat(RuleSet.ONE.operation(form.name())).isPresent());
            feature.tables().forEach(table -> {
                assertThat(RuleSet.ONE.table(table.name())).isPresent();
                assertThat(RuleSet.ONE.table(table.tag())).isPresent();
            });
            feature.works()
                    .forEach(work -> assertThat(RuleSet.ONE.work(work.tag())).isSameAs(work));
        }
    }
}
