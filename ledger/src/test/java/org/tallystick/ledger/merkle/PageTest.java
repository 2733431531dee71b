package org.tallystick.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

class PageTest {
    private static final Hash VALUE = Hash.fromHex("cd".repeat(32));
    private static final Hash UNDER_A = Hash.fromHex("a0" + "11".repeat(31));
    private static final Hash UNDER_B = Hash.fromHex("b0" + "22".repeat(31));
    private static final String EMPTY = "00";

    @Test
    void is_sixteen_slots_of_a_tag_and_its_content() {
        Page page = new Page();
        page.putLeaf(10, new StateLeaf(UNDER_A, VALUE));
        page.putInner(11, VALUE);
        String expected = EMPTY.repeat(10) + "01" + UNDER_A.hex() + VALUE.hex() + "02" + VALUE.hex() + EMPTY.repeat(4);
        assertThat(page.encoded().hex()).isEqualTo(expected);
        assertThat(Page.decode(Nibbles.NONE, page.encoded()).encoded()).isEqualTo(page.encoded());
    }

    @Test
    void is_changed_only_by_what_differs() {
        Page page = Page.decode(Nibbles.NONE, rootWithLeaves());
        page.putLeaf(10, new StateLeaf(UNDER_A, VALUE));
        page.putEmpty(3);
        assertThat(page.changed()).isFalse();
        page.putLeaf(10, new StateLeaf(UNDER_A, Hash.ZERO));
        assertThat(page.changed()).isTrue();
    }

    @Test
    void a_page_that_should_have_been_dropped_does_not_decode() {
        Page lone = new Page();
        lone.putLeaf(0, new StateLeaf(UNDER_A, VALUE));
        assertRefused(Nibbles.NONE.then(10), lone.encoded());
        assertRefused(Nibbles.NONE, new Page().encoded());
    }

    @Test
    void a_leaf_out_of_its_slot_or_page_does_not_decode() {
        Page wrongSlot = new Page();
        wrongSlot.putLeaf(11, new StateLeaf(UNDER_A, VALUE));
        assertRefused(Nibbles.NONE, wrongSlot.encoded());
        Page wrongPage = new Page();
        wrongPage.putLeaf(0, new StateLeaf(UNDER_A, VALUE));
        wrongPage.putInner(1, VALUE);
        assertThat(Page.decode(Nibbles.NONE.then(10), wrongPage.encoded()).kind(0))
                .isEqualTo(Page.LEAF);
        assertRefused(Nibbles.NONE.then(9), wrongPage.encoded());
    }

    @Test
    void damaged_bytes_are_refused_or_are_another_pages_encoding() {
        Random random = new Random(1);
        byte[] sound = rootWithLeaves().toByteArray();
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = Arrays.copyOf(sound, sound.length + random.nextInt(3) - 1);
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(4);
            Bytes bytes = Bytes.of(damaged);
            try {
                assertThat(Page.decode(Nibbles.NONE, bytes).encoded()).isEqualTo(bytes);
            } catch (DecodeException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void hashes_of_its_subtrees_treat_a_lone_leaf_as_itself() {
        PageHashes hashes = new PageHashes(Page.decode(Nibbles.NONE, rootWithLeaves()));
        Hash a = new StateLeaf(UNDER_A, VALUE).hash();
        Hash b = new StateLeaf(UNDER_B, VALUE).hash();
        assertThat(hashes.hash(Page.SLOTS + 10)).isEqualTo(a);
        assertThat(hashes.hash((Page.SLOTS + 11) / 2))
                .isEqualTo(HashTag.STATE_NODE.hash(a.toByteArray(), b.toByteArray()));
        assertThat(hashes.hash(2)).isEqualTo(Hash.ZERO);
    }

    private static Bytes rootWithLeaves() {
        Page page = new Page();
        page.putLeaf(10, new StateLeaf(UNDER_A, VALUE));
        page.putLeaf(11, new StateLeaf(UNDER_B, VALUE));
        return page.encoded();
    }

    private static void assertRefused(Nibbles prefix, Bytes encoded) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> Page.decode(prefix, encoded));
    }
}
