package org.tallystick.testnet.load;

import java.nio.file.Path;

/** A file of transfers that can't be used: which line of it, and what is wrong. */
public final class TransferFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param line from 1, the header being the first
     * @param problem one sentence, without a full stop
     */
    public TransferFileException(Path file, int line, String problem) {
        super(file + ", line " + line + ": " + problem);
    }
}
