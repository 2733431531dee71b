package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.codec.Bytes;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RocksDatabaseTest {
    private static final String KEY = "key";

    @TempDir
    private Path directory = Path.of("");

    private Database database;

    @BeforeEach
    void open() {
        database = RocksDatabase.open(directory.resolve("db"), StoreTuning.DEFAULT);
        put(1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_snapshot_stands_still_and_is_not_read_once_it_is_closed() {
        Database.View snapshot = database.snapshot();
        put(2);

        assertThat(snapshot.get(Columns.META, KEY)).contains(value(1));
        assertThat(database.latest().get(Columns.META, KEY)).contains(value(2));

        snapshot.close();
        snapshot.close();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> snapshot.get(Columns.META, KEY));
        assertThat(database.latest().get(Columns.META, KEY)).contains(value(2));
    }

    /** A commit holds the database as long as its sync lasts, just as this read does. */
    @Test
    void closing_a_snapshot_waits_for_nobody_elses_work() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> longRead = threads.submit(() -> database.latest().ascend(Columns.META, KEY, (key, value) -> {
                reading.countDown();
                return await(finish);
            }));
            reading.await();
            Database.View snapshot = database.snapshot();

            snapshot.close();

            assertThat(longRead).isNotDone();
            assertThat(database.latest().get(Columns.META, KEY)).contains(value(1));
            finish.countDown();
            longRead.get();
        } finally {
            finish.countDown();
        }
    }

    private void put(int value) {
        Database.Batch batch = database.batch();
        batch.put(Columns.META, KEY, value(value));
        database.commit(batch);
    }

    private static Bytes value(int value) {
        return Bytes.of(new byte[] {(byte) value});
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
