package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.node.store.VoteLogException.Kind;
import org.tallystick.node.testing.TestNetwork;

final class VoteLogTest {
    private static final int SECTOR = 512;
    private static final VoteLogIdentity IDENTITY =
            new VoteLogIdentity(Hash.ZERO, TestNetwork.key("node-0").publicKey());

    @TempDir
    Path home;

    private Path votes;
    private Path file;
    private Path witness;

    @BeforeEach
    void name_the_files() {
        votes = home.resolve("votes");
        file = votes.resolve("votes.log");
        witness = home.resolve("voted");
    }

    @Test
    void keeps_records_in_order_over_reopening() {
        try (VoteLog log = open()) {
            assertThat(log.records()).isEmpty();
            log.append(List.of(record(1, 100), record(2, 1)));
            log.append(List.of(record(3, 0)));
            assertThat(log.records()).containsExactly(record(1, 100), record(2, 1), record(3, 0));
        }
        try (VoteLog log = open()) {
            log.append(List.of(record(4, 700)));
            assertThat(log.records()).containsExactly(record(1, 100), record(2, 1), record(3, 0), record(4, 700));
        }
    }

    @Test
    void grows_beyond_its_first_size() {
        Bytes large = record(1, 900_000);
        try (VoteLog log = open()) {
            log.append(List.of(large));
            log.append(List.of(large, large));
            log.append(List.of(record(2, 10)));
        }
        try (VoteLog log = open()) {
            assertThat(log.records()).containsExactly(large, large, large, record(2, 10));
        }
    }

    @Test
    void compaction_keeps_what_it_is_told_and_later_appends() {
        try (VoteLog log = open()) {
            for (int i = 0; !log.compactionDue(); i++) {
                log.append(List.of(record(i, 200_000)));
            }
            log.compact(List.of(record(7, 300)));
            assertThat(log.compactionDue()).isFalse();
            assertThat(log.sizeBytes()).isLessThan(1_000);
            log.append(List.of(record(8, 300)));
        }
        try (VoteLog log = open()) {
            assertThat(log.records()).containsExactly(record(7, 300), record(8, 300));
        }
    }

    @Test
    void compacts_and_appends_more_than_a_frame_holds() {
        List<Bytes> large = Collections.nCopies(70, record(1, 1024 * 1024));
        try (VoteLog log = open()) {
            log.compact(large);
            log.append(List.of(record(2, 10)));
        }
        try (VoteLog log = open()) {
            assertThat(log.records()).hasSize(71).endsWith(large.getLast(), record(2, 10));
            log.compact(List.of());
            log.append(large);
            assertThat(log.records()).isEqualTo(large);
        }
    }

    @Test
    void cuts_an_append_that_was_written_in_part() throws IOException {
        byte[] before = written(3);
        byte[] after = before.clone();
        try (VoteLog log = open()) {
            log.append(List.of(record(3, 420)));
        }
        System.arraycopy(Files.readAllBytes(file), 0, after, 0, after.length);
        int start = firstDifference(before, after);
        int end = after.length - trailingZeros(after);
        for (int written = start; written < end; written++) {
            byte[] torn = before.clone();
            System.arraycopy(after, start, torn, start, written - start);
            Files.write(file, torn);
            try (VoteLog log = open()) {
                // Without its last byte, the end mark, the append is whole, and kept.
                assertThat(log.records()).hasSize(written == end - 1 ? 4 : 3);
                log.append(List.of(record(9, 50)));
                assertThat(log.records()).contains(record(9, 50));
            }
        }
    }

    @Test
    void cuts_an_append_of_which_some_sector_was_not_written() throws IOException {
        byte[] before = written(3);
        try (VoteLog log = open()) {
            log.append(List.of(record(5, 3_000)));
        }
        byte[] after = Files.readAllBytes(file);
        int start = firstDifference(before, after);
        int end = after.length - trailingZeros(after);
        for (int sector = start / SECTOR; sector <= (end - 1) / SECTOR; sector++) {
            byte[] torn = after.clone();
            int from = Math.max(start, sector * SECTOR);
            Arrays.fill(torn, from, Math.min(end, (sector + 1) * SECTOR), (byte) 0);
            Files.write(file, torn);
            try (VoteLog log = open()) {
                assertThat(log.records()).as("sector %d", sector).hasSize(3);
                log.append(List.of(record(9, 50)));
            }
            try (VoteLog log = open()) {
                assertThat(log.records()).hasSize(4);
            }
        }
    }

    /** A block's bytes are chosen by strangers: an address and an amount are as long as a frame's header. */
    @Test
    void bytes_that_look_like_an_append_make_no_difference() throws IOException {
        byte[] before = written(3);
        Bytes block = withFrameOf(Long.MAX_VALUE, 1_500);
        try (VoteLog log = open()) {
            log.append(List.of(block));
        }
        byte[] after = Files.readAllBytes(file);
        int end = after.length - trailingZeros(after);
        for (int lost : new int[] {Arrays.mismatch(before, after) / SECTOR, (end - 1) / SECTOR}) {
            byte[] torn = after.clone();
            int from = Math.max(Arrays.mismatch(before, after), lost * SECTOR);
            Arrays.fill(torn, from, Math.min(end, (lost + 1) * SECTOR), (byte) 0);
            Files.write(file, torn);
            try (VoteLog log = open()) {
                assertThat(log.records()).as("sector %d", lost).hasSize(3);
            }
        }

        byte[] rotten = after;
        rotten[end - 2] ^= 1;
        Files.write(file, rotten);
        try (VoteLogRescue rescue = VoteLogRescue.open(votes, witness, IDENTITY)) {
            assertThat(rescue.state()).isEqualTo(VoteLogRescue.State.DAMAGED);
            assertThat(rescue.records()).hasSize(3);
        }
    }

    /** Ones, and in the middle the header of an append without content, as anybody can make it. */
    private static Bytes withFrameOf(long sequence, int length) {
        ByteBuffer content = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            content.put(i, (byte) 1);
        }
        int at = length / 2;
        content.put(at, (byte) 0xF7).putLong(at + 1, sequence).putInt(at + 9, 0).putInt(at + 13, 0);
        CRC32C crc = new CRC32C();
        crc.update(content.array(), at, 17);
        content.putInt(at + 17, (int) crc.getValue()).put(at + 21, (byte) 0);
        return Bytes.of(content.array());
    }

    @Test
    void reports_a_flipped_byte_in_every_place_of_every_record() throws IOException {
        byte[] intact = written(4);
        int end = intact.length - trailingZeros(intact);
        for (int at = SECTOR; at < end; at++) {
            byte[] rotten = intact.clone();
            rotten[at] ^= (byte) 0xFF;
            Files.write(file, rotten);
            assertRefused(Kind.CORRUPT, "at byte " + at, this::open);
        }
        Files.write(file, intact);
        open().close();
    }

    @Test
    void reports_a_lost_sector_before_the_last_append() throws IOException {
        try (VoteLog log = open()) {
            log.append(List.of(record(1, 2_000)));
            log.append(List.of(record(2, 100)));
        }
        byte[] rotten = Files.readAllBytes(file);
        Arrays.fill(rotten, 2 * SECTOR, 3 * SECTOR, (byte) 0);
        Files.write(file, rotten);
        assertRefused(Kind.CORRUPT, "lost sector", this::open);
    }

    @Test
    void names_the_damaged_append_and_what_to_do() throws IOException {
        byte[] rotten = written(4);
        rotten[SECTOR + 30] ^= 1;
        Files.write(file, rotten);
        assertThatThrownBy(this::open)
                .hasMessageContaining("append 0, byte 512")
                .hasMessageContaining("tally node recover --config FILE")
                .hasMessageContaining("--view VIEW");
    }

    @Test
    void refuses_a_damaged_head() throws IOException {
        byte[] rotten = written(1);
        rotten[20] ^= 1;
        Files.write(file, rotten);
        assertRefused(Kind.CORRUPT, "head", this::open);
    }

    @Test
    void refuses_the_log_of_another_key_or_network() {
        open().close();
        VoteLogIdentity otherKey =
                new VoteLogIdentity(Hash.ZERO, TestNetwork.key("node-1").publicKey());
        VoteLogIdentity otherNetwork =
                new VoteLogIdentity(TestNetwork.of("testing").genesisHash(), IDENTITY.key());
        assertRefused(Kind.OTHER_IDENTITY, "key", () -> VoteLog.open(votes, witness, otherKey, true));
        assertRefused(Kind.OTHER_IDENTITY, "network", () -> VoteLog.open(votes, witness, otherNetwork, true));
    }

    @Test
    void refuses_to_start_a_new_log_where_votes_may_have_been_lost() throws IOException {
        assertRefused(Kind.LOST, "a key that may have voted", () -> VoteLog.open(votes, witness, IDENTITY, false));
        written(2);
        Files.delete(file);
        assertRefused(Kind.LOST, "a witness", this::open);
        recover(record(7, 20));
        try (VoteLog log = open()) {
            assertThat(log.records()).containsExactly(record(7, 20));
        }
    }

    @Test
    void refuses_a_copy_from_before_a_compaction() throws IOException {
        byte[] copy = written(3);
        try (VoteLog log = open()) {
            log.compact(log.records());
            log.append(List.of(record(8, 10)));
        }
        byte[] newest = Files.readAllBytes(file);
        Files.write(file, copy);
        assertRefused(Kind.ROLLED_BACK, "old copy", this::open);
        Files.write(file, newest);
        open().close();
    }

    @Test
    void a_crash_between_compaction_and_its_witness_does_no_harm() throws IOException {
        written(1);
        byte[] olderWitness = Files.readAllBytes(witness);
        try (VoteLog log = open()) {
            log.compact(log.records());
        }
        Files.write(witness, olderWitness);
        try (VoteLog log = open()) {
            assertThat(log.records()).hasSize(1);
        }
        assertThat(Files.readAllBytes(witness)).isNotEqualTo(olderWitness);
    }

    @Test
    void refuses_a_second_process() {
        try (VoteLog log = open()) {
            assertRefused(Kind.IN_USE, "locked", this::open);
            assertThat(log.records()).isEmpty();
        }
    }

    @Test
    void its_files_are_its_owners_alone() throws IOException {
        open().close();
        assertThat(permissions(votes)).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(witness)).isEqualTo("rw-------");
        assertThat(permissions(votes.resolve("lock"))).isEqualTo("rw-------");
    }

    @Test
    void starts_over_where_the_ledger_is_gone_as_well() {
        Path gone = home.resolve("db").resolve("voted");
        try (VoteLogRescue rescue = VoteLogRescue.open(votes, gone, IDENTITY)) {
            rescue.begin(List.of(record(7, 20)));
        }
        assertThat(gone).exists();
    }

    private void recover(Bytes first) {
        try (VoteLogRescue rescue = VoteLogRescue.open(votes, witness, IDENTITY)) {
            rescue.begin(List.of(first));
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private VoteLog open() {
        return VoteLog.open(votes, witness, IDENTITY, true);
    }

    /** The file after {@code count} appends of one record each, of sizes that cross sectors; short, to try much with. */
    private byte[] written(int count) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(witness);
        try (VoteLog log = open()) {
            for (int i = 0; i < count; i++) {
                log.append(List.of(record(i, 150 + 90 * i)));
            }
        }
        byte[] content = Arrays.copyOf(Files.readAllBytes(file), 16 * SECTOR);
        Files.write(file, content);
        return content;
    }

    /** Random content that is the same for the same arguments. */
    private static Bytes record(int seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return Bytes.of(content);
    }

    private static int firstDifference(byte[] one, byte[] other) {
        return Arrays.mismatch(one, other);
    }

    private static int trailingZeros(byte[] bytes) {
        int zeros = 0;
        while (bytes[bytes.length - 1 - zeros] == 0) {
            zeros++;
        }
        return zeros;
    }

    private static void assertRefused(Kind kind, String what, ThrowingCallable call) {
        assertThatThrownBy(call)
                .as(what)
                .isInstanceOfSatisfying(
                        VoteLogException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
