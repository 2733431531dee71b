package org.tallystick.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The files of a vote log on a simulated disk: of what was not synced, any sectors may be there after a power cut. */
final class SimulatedVoteFiles implements VoteFiles {
    private static final int SECTOR = 512;

    private final SimulatedDisk disk;
    private final List<Overwritten> unsynced = new ArrayList<>();
    private byte @Nullable [] log;
    private byte @Nullable [] witness;

    /** What a write has overwritten. */
    private static final class Overwritten {
        private final int at;
        private final byte[] before;

        Overwritten(int at, byte[] before) {
            this.at = at;
            this.before = before;
        }
    }

    SimulatedVoteFiles(SimulatedDisk disk) {
        this.disk = disk;
    }

    void powerCut(SplittableRandom random) {
        for (Overwritten each : unsynced.reversed()) {
            for (int from = 0; from < each.before.length; ) {
                int to = Math.min(each.before.length, from + SECTOR - (each.at + from) % SECTOR);
                if (disk.isLying() || random.nextBoolean()) {
                    System.arraycopy(each.before, from, bytes(), each.at + from, to - from);
                }
                from = to;
            }
        }
        unsynced.clear();
    }

    /** In what was written, not in the zeros that wait to be written over. */
    void rot(SplittableRandom random) {
        if (log == null) {
            return;
        }
        byte[] bytes = bytes();
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        bytes[random.nextInt(used)] ^= (byte) (1 << random.nextInt(8));
    }

    void restoredAfter(Runnable change) {
        byte[] before = bytes().clone();
        change.run();
        log = before;
    }

    private byte[] bytes() {
        byte[] bytes = log;
        if (bytes == null) {
            throw new IllegalStateException("there is no log");
        }
        return bytes;
    }

    @Override
    public String place() {
        return "on a simulated disk";
    }

    @Override
    public boolean hasLog() {
        return log != null;
    }

    @Override
    public byte[] readLog() {
        return bytes().clone();
    }

    @Override
    public byte[] readLogHead() {
        return Arrays.copyOf(bytes(), VoteLogHead.SIZE);
    }

    @Override
    public void replaceLog(ByteBuffer... content) throws IOException {
        requireRoom();
        disk.effect();
        log = concat(content);
        unsynced.clear();
        disk.sync();
        disk.effect();
    }

    @Override
    public void keepLog() throws IOException {
        requireRoom();
        disk.effect();
    }

    @Override
    public void grow(long from, long to) throws IOException {
        requireRoom();
        disk.effect();
        byte[] larger = Arrays.copyOf(bytes(), Math.max(bytes().length, (int) to));
        Arrays.fill(larger, (int) from, (int) to, (byte) 0);
        log = larger;
        disk.sync();
        disk.effect();
    }

    @Override
    public void write(ByteBuffer content, long at) {
        disk.effect();
        int start = (int) at;
        int length = content.remaining();
        unsynced.add(new Overwritten(start, Arrays.copyOfRange(bytes(), start, start + length)));
        content.get(bytes(), start, length);
        disk.effect();
    }

    @Override
    public void sync() {
        disk.sync();
        if (!disk.isLying()) {
            unsynced.clear();
        }
        disk.effect();
    }

    @Override
    public boolean hasWitness() {
        return witness != null;
    }

    @Override
    public byte[] readWitness() {
        byte[] bytes = witness;
        if (bytes == null) {
            throw new IllegalStateException("there is no witness");
        }
        return bytes.clone();
    }

    @Override
    public void replaceWitness(ByteBuffer content) throws IOException {
        requireRoom();
        disk.effect();
        witness = concat(content);
        disk.effect();
    }

    private void requireRoom() throws IOException {
        if (disk.isFull()) {
            throw new IOException("No space left on device");
        }
    }

    private static byte[] concat(ByteBuffer... parts) {
        int size = 0;
        for (ByteBuffer each : parts) {
            size += each.remaining();
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (ByteBuffer each : parts) {
            all.put(each);
        }
        return all.array();
    }

    @Override
    public void close() {
        // The disk stays.
    }
}
