package org.tallystick.wallet.payment;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.tallystick.config.TextFiles;

/**
 * While this is open, no other command holds the same outbox: who looks whether a payment was sent and keeps it in one hold can't
 * send it beside another. The system ends the hold of a command that dies.
 */
public final class OutboxHold implements AutoCloseable {
    /** The system's lock is for processes; within one it refuses instead of waiting. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final FileChannel file;

    private OutboxHold(FileChannel file) {
        this.file = file;
    }

    /** Waits until nobody else holds the outbox in {@code folder}. */
    static OutboxHold of(Path folder) {
        TextFiles.makePrivateFolder(folder);
        IN_THIS_PROCESS.lock();
        try {
            return new OutboxHold(locked(folder.resolve("lock")));
        } catch (IOException e) {
            IN_THIS_PROCESS.unlock();
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, CREATE, WRITE);
        try {
            file.lock();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }
}
