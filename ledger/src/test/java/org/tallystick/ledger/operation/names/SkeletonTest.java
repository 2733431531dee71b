package org.tallystick.ledger.operation.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkeletonTest {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-";

    @ParameterizedTest
    @CsvSource({
        "alice, al-1ce",
        "alice, a11ce",
        "bob, 80b",
        "modern, rnodern",
        "wave, vvave",
        "dave, clave",
        "lion, 1i0n",
        "queen, 9ueen",
        "zoe, 2-0-e",
        "corn, com",
        "basic, 6a5lc",
        "jill, i111"
    })
    void what_looks_alike_has_one_skeleton(String name, String other) {
        assertThat(Skeleton.of(other)).isEqualTo(Skeleton.of(name));
    }

    @ParameterizedTest
    @CsvSource({"alice, bob", "anna, hanna", "mark, marc", "tom, tim", "nadia, nadja-2"})
    void what_does_not_has_two(String name, String other) {
        assertThat(Skeleton.of(other)).isNotEqualTo(Skeleton.of(name));
    }

    @Test
    void folding_is_stable_and_folding_again_changes_nothing() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(32); length > 0; length--) {
                name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String skeleton = Skeleton.of(name.toString());
            assertThat(Skeleton.of(name.toString())).isEqualTo(skeleton);
            assertThat(Skeleton.of(skeleton)).as("%s", name).isEqualTo(skeleton);
            assertThat(skeleton.length()).isLessThanOrEqualTo(name.length());
            assertThat(Skeleton.of(name.toString().replace("-", ""))).isEqualTo(skeleton);
        }
    }
}
