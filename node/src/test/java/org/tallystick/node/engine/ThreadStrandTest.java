package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ThreadStrandTest {

    @Test
    void an_error_is_reported_like_any_failure() throws Exception {
        CompletableFuture<RuntimeException> reported = new CompletableFuture<>();
        try (ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor()) {
            ThreadStrand strand = ThreadStrand.start("worker", 0, alarms, reported::complete);
            strand.execute(() -> {
                throw new StackOverflowError("deep");
            });
            assertThat(reported.get(30, TimeUnit.SECONDS))
                    .hasMessageContaining("worker ended")
                    .hasRootCauseMessage("deep");
            strand.close();
        }
    }
}
