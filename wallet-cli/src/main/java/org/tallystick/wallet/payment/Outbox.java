package org.tallystick.wallet.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tallystick.config.ConfigException;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.IdempotencyKey;

/**
 * The signed payments of this wallet, each kept as a file before it is sent, so that a command that was cut off finds the very
 * bytes that it sent and can't pay twice.
 *
 * <p>Every payment is kept as a recent one until a day after its validity can be over, for as long as some block may still contain
 * it. Under a key of the user's own it is kept for ever besides: a key that is forgotten could pay again.
 */
public final class Outbox {
    /** Twice the longest validity, for clocks that differ. */
    private static final long RECENT_MS = 48L * 60 * 60 * 1000;

    private static final String ENDING = ".json";

    private final Path folder;
    private final Path recent;
    private final Network network;

    /** @param dataFolder the user's folder for what must be kept */
    public Outbox(Path dataFolder, Network network) {
        this.folder =
                dataFolder.resolve("outbox").resolve(network.genesisHash().hex().substring(0, 16));
        this.recent = folder.resolve("recent");
        this.network = network;
    }

    /** For looking and keeping in one step: until it is closed no other command does the same. */
    public OutboxHold hold() {
        return OutboxHold.of(folder);
    }

    /** What {@code sender} sent under {@code key}, which is the user's own. */
    public Optional<Transaction> find(Address sender, IdempotencyKey key) {
        Path file = keyed(sender, key);
        return Files.exists(file) ? Optional.of(TransactionFile.read(file, network)) : Optional.empty();
    }

    /** A payment that asks for the same and may still be applied, or was: the newest, if there are several. */
    public Optional<Transaction> findSame(Payment payment, long nowMs) {
        return newest(
                transaction -> transaction.body().validUntilMs() > nowMs && payment.paysAsMuch(transaction.body()));
    }

    /** The recent payments whose ids begin with these hex digits. */
    public Stream<Transaction> withPrefix(String digits) {
        return files().filter(file -> file.getFileName().toString().startsWith(digits))
                .flatMap(file -> read(file).stream());
    }

    /**
     * Keeps a signed transaction; to be called before it is sent. It is on the disk when this returns.
     *
     * @param ownKey whether its idempotency key is the user's own
     */
    public void keep(Transaction transaction, boolean ownKey, long nowMs) {
        TextFiles.makePrivateFolder(recent);
        forgetOld(nowMs);
        String text = TransactionFile.toJson(network, transaction);
        if (ownKey) {
            TextFiles.writePrivate(
                    keyed(transaction.body().sender(), transaction.body().idempotencyKey()), text);
        }
        TextFiles.writePrivate(file(transaction), text);
    }

    /** Forgets a payment that no node can have: asking for the same again is then no second payment. */
    public void forget(Transaction transaction) {
        delete(file(transaction));
    }

    private Optional<Transaction> newest(Predicate<Transaction> wanted) {
        return files().flatMap(file -> read(file).stream())
                .filter(wanted)
                .max((a, b) -> Long.compare(a.body().validUntilMs(), b.body().validUntilMs()));
    }

    /** Another command may delete a file meanwhile; one that is damaged must not stop all payments. */
    private Optional<Transaction> read(Path file) {
        try {
            return Optional.of(TransactionFile.read(file, network));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private Stream<Path> files() {
        if (!Files.isDirectory(recent)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(recent)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetOld(long nowMs) {
        files().forEach(file -> {
            try {
                if (Files.getLastModifiedTime(file).toMillis() < nowMs - RECENT_MS) {
                    delete(file);
                }
            } catch (NoSuchFileException e) {
                // Another command was faster.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Transaction transaction) {
        return recent.resolve(transaction.id().hex() + ENDING);
    }

    private Path keyed(Address sender, IdempotencyKey key) {
        return folder.resolve(sender.hex() + "-" + key.hex() + ENDING);
    }
}
