package org.tallystick.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The log of votes and its witness, as bytes on a disk. Used by one thread at a time. */
interface VoteFiles extends AutoCloseable {

    /** Where the log is, for people. */
    String place();

    boolean hasLog();

    byte[] readLog() throws IOException;

    /** The first {@link VoteLogHead#SIZE} bytes of the log. */
    byte[] readLogHead() throws IOException;

    /** Makes the log hold {@code content}: after a crash it holds that or what it held before, nothing else. */
    void replaceLog(ByteBuffer... content) throws IOException;

    /** Keeps what the log holds under a name of its own as well, whatever {@link #replaceLog} does later. */
    void keepLog() throws IOException;

    /** Makes the log hold zeros from {@code from} to {@code to}, on disk when this returns. */
    void grow(long from, long to) throws IOException;

    /** Writes into the log at {@code at}, within its size; after a crash any part of it may be there. */
    void write(ByteBuffer content, long at) throws IOException;

    /** Returns when all that was written is on disk. */
    void sync() throws IOException;

    boolean hasWitness();

    /** The first {@link VoteLogHead#SIZE} bytes of the witness. */
    byte[] readWitness() throws IOException;

    /** Like {@link #replaceLog}. */
    void replaceWitness(ByteBuffer content) throws IOException;

    @Override
    void close() throws IOException;
}
