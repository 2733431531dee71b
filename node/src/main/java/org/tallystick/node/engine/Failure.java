package org.tallystick.node.engine;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why this node goes no further, once it does: it still answers questions, but takes no transaction any more and says why.
 * Thread-safe.
 */
final class Failure implements Consumer<RuntimeException> {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
    private final CountDownLatch happened = new CountDownLatch(1);

    @Override
    public void accept(RuntimeException cause) {
        LOG.error("this node stops taking part", cause);
        reason.compareAndSet(null, String.valueOf(cause.getMessage()));
        happened.countDown();
    }

    /** Waits until something has failed. */
    void await() throws InterruptedException {
        happened.await();
    }

    /** What failed first. */
    Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }
}
