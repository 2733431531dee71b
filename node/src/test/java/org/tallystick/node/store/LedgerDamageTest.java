package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.node.testing.TestNetwork.address;
import static org.tallystick.node.testing.TestNetwork.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.StoreException.Kind;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** Damage done to the files of a stopped node is noticed or does no harm; it is never served. */
final class LedgerDamageTest {
    private static final KeyPair ALICE = key("alice");
    private static final KeyPair CAROL = key("carol");
    private static final int BLOCKS = 4;

    private final TestNetwork network = TestNetwork.of("testing", ALICE);
    private final TestChain chain = new TestChain(network.genesis());
    private final List<FinalBlock> blocks = new ArrayList<>();

    @TempDir
    Path home;

    private Path directory;

    @BeforeEach
    void name_the_directory() {
        directory = home.resolve("db");
    }

    @Test
    void a_flipped_byte_in_the_write_ahead_log_is_refused() throws IOException {
        fill();
        Path log = files(".log").getFirst();
        byte[] intact = Files.readAllBytes(log);
        for (int at = 0; at < intact.length; at += intact.length / 40) {
            assertNoticedOrHarmless(log, intact, at);
        }
    }

    @Test
    void a_flipped_byte_in_a_table_is_noticed_or_harmless() throws IOException {
        fill();
        // Opening moves what is in the log into tables.
        open().close();
        for (Path table : files(".sst")) {
            byte[] intact = Files.readAllBytes(table);
            for (int at = 0; at < intact.length; at += intact.length / 6 + 1) {
                assertNoticedOrHarmless(table, intact, at);
            }
        }
    }

    private void assertNoticedOrHarmless(Path file, byte[] intact, int at) throws IOException {
        Path copy = home.resolve("copy");
        deleteAll(copy);
        Files.createDirectories(copy);
        for (Path each : files("")) {
            Files.copy(each, copy.resolve(each.getFileName()));
        }
        byte[] rotten = intact.clone();
        rotten[at] ^= (byte) 0xFF;
        Files.write(copy.resolve(file.getFileName()), rotten);
        try (LedgerStore store = LedgerStore.open(copy, network.genesis())) {
            readAll(store);
        } catch (StoreException e) {
            assertThat(e.kind()).as("%s at %d: %s", file, at, e).isEqualTo(Kind.CORRUPT);
        }
    }

    @Test
    void a_log_cut_short_loses_only_what_had_not_returned() throws IOException {
        fill();
        Path log = files(".log").getFirst();
        byte[] intact = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(intact, intact.length - 100));
        try (LedgerStore store = open()) {
            assertThat(store.head().header().height()).isEqualTo(Height.of(BLOCKS - 1));
            store.append(List.of(blocks.getLast()));
            readAll(store);
        }
    }

    @Test
    void missing_files_are_refused_and_not_replaced_by_a_new_ledger() throws IOException {
        fill();
        open().close();
        Files.delete(directory.resolve("CURRENT"));
        assertRefused(Kind.CORRUPT);
    }

    @Test
    void a_missing_table_is_refused() throws IOException {
        fill();
        open().close();
        Files.delete(files(".sst").getFirst());
        assertRefused(Kind.CORRUPT);
    }

    @Test
    void another_format_is_refused() {
        fill();
        try (Database database = RocksDatabase.open(directory, StoreTuning.DEFAULT)) {
            Database.Batch batch = database.batch();
            StoreIdentity later = new StoreIdentity(StoreIdentity.FORMAT_VERSION + 1, network.genesisHash());
            batch.put(Columns.META, StoreIdentity.KEY, Bytes.encodingOf(later));
            database.commit(batch);
        }
        assertRefused(Kind.OTHER_FORMAT);
    }

    @Test
    void a_head_that_is_not_the_block_it_names_is_refused() {
        fill();
        try (Database database = RocksDatabase.open(directory, StoreTuning.DEFAULT)) {
            Database.Batch batch = database.batch();
            Head wrong = new Head(Height.of(2), blocks.getFirst().block().hash(), 0, 0);
            batch.put(Columns.META, Head.KEY, Bytes.encodingOf(wrong));
            database.commit(batch);
        }
        assertRefused(Kind.CORRUPT);
    }

    @Test
    void a_head_that_cannot_be_read_is_refused() {
        fill();
        try (Database database = RocksDatabase.open(directory, StoreTuning.DEFAULT)) {
            Database.Batch batch = database.batch();
            batch.put(Columns.META, Head.KEY, Bytes.of(new byte[] {1, 2, 3}));
            database.commit(batch);
        }
        assertRefused(Kind.CORRUPT);
    }

    private void fill() {
        try (LedgerStore store = open()) {
            for (int i = 0; i < BLOCKS; i++) {
                blocks.add(chain.next(payments(20 * i)));
                store.append(List.of(blocks.getLast()));
            }
        }
    }

    /** Every column is read, and every answer compared. */
    private void readAll(LedgerStore store) {
        assertThat(store.head().hash()).isEqualTo(blocks.getLast().block().hash());
        for (FinalBlock each : blocks) {
            Height height = each.block().height();
            assertThat(store.fullBlock(height).orElseThrow().encoded())
                    .isEqualTo(each.block().encoded());
            assertThat(store.block(each.block().hash()).orElseThrow().finalization())
                    .isEqualTo(each.finalization());
            each.block()
                    .transactions()
                    .forEach(transaction ->
                            assertThat(store.transaction(transaction.id())).isPresent());
            each.diff()
                    .sentKeys()
                    .forEach(
                            (key, use) -> assertThat(store.state().lastUse(key)).contains(use));
        }
        assertThat(StateTree.root(store.state()))
                .isEqualTo(blocks.getLast().block().header().stateRoot());
        assertThat(store.account(address(CAROL)).orElseThrow().balance().baseUnits())
                .isEqualTo(20 * BLOCKS);
        assertThat(store.accountTransactions(address(CAROL), Optional.empty(), 200))
                .hasSize(20 * BLOCKS);
    }

    private List<Transaction> payments(int from) {
        List<Transaction> payments = new ArrayList<>();
        for (int i = from; i < from + 20; i++) {
            payments.add(network.unsigned(network.body(ALICE, i, address(CAROL), 1), ALICE));
        }
        return payments;
    }

    private LedgerStore open() {
        return LedgerStore.open(directory, network.genesis());
    }

    private void assertRefused(Kind kind) {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.list(directory)) {
                for (Path each : all.toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
