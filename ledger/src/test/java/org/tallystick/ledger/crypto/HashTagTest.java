package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ledger.codec.Bytes;

class HashTagTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    @Test
    void sha256_is_that_of_fips_180() {
        assertThat(Sha256.of())
                .isEqualTo(Hash.fromHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        assertThat(Sha256.of(new byte[] {'a'}, new byte[] {'b', 'c'}))
                .isEqualTo(Hash.fromHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void tags_differ_and_name_the_project() {
        assertThat(Arrays.stream(HashTag.values()).map(HashTag::text))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("tallystick/[a-z-]+/[0-9]+"));
    }

    @ParameterizedTest
    @EnumSource
    void a_tagged_hash_begins_with_the_hash_of_the_tag_twice(HashTag tag) {
        byte[] tagHash =
                Sha256.of(tag.text().getBytes(StandardCharsets.US_ASCII)).toByteArray();
        assertThat(tag.hash(CONTENT)).isEqualTo(Sha256.of(tagHash, tagHash, CONTENT));
    }

    @Test
    void a_slice_hashes_like_its_copy_even_onto_itself() {
        byte[] array = new byte[100];
        System.arraycopy(CONTENT, 0, array, 10, CONTENT.length);
        HashTag.BLOCK.hashInto(array, 10, CONTENT.length, array, 12);
        assertThat(Hash.of(Arrays.copyOfRange(array, 12, 44))).isEqualTo(HashTag.BLOCK.hash(CONTENT));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> HashTag.BLOCK.hashInto(array, 0, 1, array, 69));
    }

    @Test
    void the_same_value_hashes_differently_on_each_network() {
        Bytes value = Bytes.of(CONTENT);
        Hash network = Sha256.of(CONTENT);
        assertThat(HashTag.VOTE.hash(network, value))
                .isNotEqualTo(HashTag.VOTE.hash(Hash.ZERO, value))
                .isEqualTo(HashTag.VOTE.hash(network.toByteArray(), value.encoded()));
    }
}
