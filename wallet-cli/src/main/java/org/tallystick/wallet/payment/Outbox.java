package org.tallystick.wallet.payment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.transaction.IdempotencyKey;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;

/**
 * The transactions sent under keys of the user's own, kept as files before they are sent. A command that was killed and is
 * repeated with its key finds the very bytes that it sent, so that it can't pay twice, not even after the network has
 * forgotten the key. Nothing is deleted here: a key that is forgotten could pay again.
 */
public final class Outbox {
    private final Path folder;
    private final Network network;

    /** @param dataFolder the user's folder for what must be kept */
    public Outbox(Path dataFolder, Network network) {
        this.folder =
                dataFolder.resolve("outbox").resolve(network.genesisHash().hex().substring(0, 16));
        this.network = network;
    }

    /** What {@code sender} sent under {@code key}. */
    public Optional<Transaction> find(Address sender, IdempotencyKey key) {
        Path file = file(sender, key);
        return Files.exists(file) ? Optional.of(TransactionFile.read(file, network)) : Optional.empty();
    }

    /** Keeps a transaction; to be called before it is sent. */
    public void keep(Transaction transaction) {
        TextFiles.makePrivateFolder(folder);
        Path file = file(transaction.body().sender(), transaction.body().idempotencyKey());
        TextFiles.writePrivate(file, TransactionFile.toJson(network, transaction));
    }

    private Path file(Address sender, IdempotencyKey key) {
        return folder.resolve(sender.hex() + "-" + key.hex() + ".json");
    }
}
