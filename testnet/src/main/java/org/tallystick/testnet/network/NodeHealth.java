package org.tallystick.testnet.network;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.api.StatusData;

/**
 * One node as found at a moment.
 *
 * @param processId there while its process runs
 * @param status what it answered; absent when it did not
 * @param residentBytes memory of its process, where the system tells
 */
public record NodeHealth(
        NodeFolder folder,
        State state,
        OptionalLong processId,
        Optional<StatusData> status,
        OptionalLong residentBytes) {

    /** What the process does. */
    public enum State {
        /** Answers, and takes transactions. */
        READY,
        /** Answers, and says why it takes none. */
        UNREADY,
        /** Runs, and does not answer. */
        SILENT,
        /** Frozen by {@code pause}. */
        PAUSED,
        /** No process. */
        STOPPED
    }
}
