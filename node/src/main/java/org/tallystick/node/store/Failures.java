package org.tallystick.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.tallystick.node.store.StoreException.Kind;

/** Gives RocksDB's failures a name and a next step. */
final class Failures {
    private Failures() {}

    static StoreException opening(Path directory, RocksDBException e) {
        String message = message(e);
        if (code(e) == Status.Code.IOError && (message.contains("lock hold by") || message.contains("lock file"))) {
            return new StoreException(
                    Kind.IN_USE,
                    "Another process has the ledger in " + directory + " open. Stop that node first, or give this one a"
                            + " directory of its own.",
                    e);
        }
        if (message.contains("column famil")) {
            return otherFormat(directory, e);
        }
        if (code(e) == Status.Code.InvalidArgument) {
            return StoreException.corrupt("The ledger in " + directory + " lacks files: " + message, e);
        }
        return using(e);
    }

    static StoreException otherFormat(Object directory, @Nullable Throwable cause) {
        return new StoreException(
                Kind.OTHER_FORMAT,
                "The ledger in " + directory
                        + " was written by another version of this program. Run that version, or move"
                        + " the directory away: the ledger is then fetched from the peers.",
                cause);
    }

    static StoreException using(RocksDBException e) {
        return switch (code(e)) {
            case Corruption -> StoreException.corrupt("The stored ledger is damaged: " + message(e), e);
            default -> disk(e);
        };
    }

    static StoreException disk(Exception e) {
        String what = e instanceof IOException io ? String.valueOf(io) : String.valueOf(e.getMessage());
        return new StoreException(
                Kind.DISK,
                "The disk refused: " + what
                        + ". Make room or repair it, then start the node again; nothing stored is lost.",
                e);
    }

    private static Status.Code code(RocksDBException e) {
        Status status = e.getStatus();
        return status == null ? Status.Code.Undefined : status.getCode();
    }

    private static String message(RocksDBException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }
}
