package org.tallystick.ledger.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;

/**
 * What waits in the state until its time: items in the order of the minute in which they fall due, and within it in that in
 * which they were added. An item is taken by the first block of a later minute, or by one after it when there are many. What no
 * longer matters by then is not removed: whoever is given it sees that. Nothing here costs a block anything while nothing waits.
 */
public final class DueQueue {
    /** As many are taken by one block at most; the rest by the next. */
    public static final int ITEMS_PER_BLOCK = 1_000;

    /** So many minutes are looked at by one block at most, however long there was none. */
    public static final int MINUTES_PER_BLOCK = 10_000;

    /** How many items wait, and from which minute on. No key; no row where nothing waits. */
    public static final Table<Boolean, Front> FRONT = Table.of(2, "due-front", always -> Bytes.EMPTY, Front::decode);

    /** Minute ({@code u64} big-endian) → how many items were added to it. */
    public static final Table<Long, Count> COUNTS = Table.of(3, "due-counts", DueQueue::minuteKey, Count::decode);

    /** Minute ({@code u64} big-endian) and place in it ({@code u32} big-endian) → item. */
    public static final Table<Place, Item> ITEMS = Table.of(4, "due-items", Place::key, Item::decode);

    private static final long MS_PER_MINUTE = 60_000;
    private static final int MAX_SUBJECT = 256;

    private DueQueue() {}

    /**
     * Where the queue begins.
     *
     * @param waiting items that wait, 1 or more
     * @param minute nothing waits in an earlier one
     * @param index items of that minute that were taken already
     */
    public record Front(long waiting, long minute, long index) implements Encodable {
        static Front decode(BorshReader in) {
            return new Front(in.u64(), in.u64(), in.u32());
        }

        @Override
        public void encode(BorshWriter out) {
            out.u64(waiting).u64(minute).u32(index);
        }
    }

    /** How many items were added to a minute. */
    public record Count(long items) implements Encodable {
        static Count decode(BorshReader in) {
            return new Count(in.u32());
        }

        @Override
        public void encode(BorshWriter out) {
            out.u32(items);
        }
    }

    /** One item's place. */
    public record Place(long minute, long index) {
        Bytes key() {
            return Bytes.of(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(minute)
                    .putInt((int) index)
                    .array());
        }
    }

    /**
     * Something to be done.
     *
     * @param work the tag of the kind of work, 0 to 255
     * @param subject what it is to be done to, as that kind encodes it; at most 256 bytes
     */
    public record Item(int work, Bytes subject) implements Encodable {
        static Item decode(BorshReader in) {
            return new Item(in.u8(), Bytes.decode(in, MAX_SUBJECT));
        }

        @Override
        public void encode(BorshWriter out) {
            out.u8(work);
            subject.encode(out);
        }
    }

    /**
     * Adds {@code item}, to be taken once {@code timeMs} has passed: by the first block of a later minute.
     *
     * @param timeMs not before the time of the block in which this is done
     */
    public static void add(WorkingState state, long timeMs, Item item) {
        long minute = timeMs / MS_PER_MINUTE;
        long index = state.get(COUNTS, minute).map(Count::items).orElse(0L);
        state.put(COUNTS, minute, new Count(index + 1));
        state.put(ITEMS, new Place(minute, index), item);
        Front front = state.get(FRONT, true)
                .map(now -> now.minute() <= minute
                        ? new Front(now.waiting() + 1, now.minute(), now.index())
                        : new Front(now.waiting() + 1, minute, 0))
                .orElse(new Front(1, minute, 0));
        state.put(FRONT, true, front);
    }

    /** Whether a block at {@code nowMs} takes what falls due at {@code timeMs}, if nothing waits before it. */
    public static boolean isDue(long timeMs, long nowMs) {
        return timeMs / MS_PER_MINUTE < nowMs / MS_PER_MINUTE;
    }

    /** Takes out what is due at {@code nowMs}, in order, as much as one block may. */
    public static List<Item> take(WorkingState state, long nowMs) {
        Optional<Front> before = state.get(FRONT, true);
        if (before.isEmpty() || before.get().minute() >= nowMs / MS_PER_MINUTE) {
            return List.of();
        }
        List<Item> taken = new ArrayList<>();
        Front front = before.get();
        long end = Math.min(nowMs / MS_PER_MINUTE, front.minute() + MINUTES_PER_BLOCK);
        while (front.waiting() > 0 && front.minute() < end && taken.size() < ITEMS_PER_BLOCK) {
            front = takeMinute(state, front, taken);
        }
        if (front.waiting() > 0) {
            state.put(FRONT, true, front);
        } else {
            state.remove(FRONT, true);
        }
        return taken;
    }

    /** Takes what one minute holds, as far as there is room, and tells where the queue begins then. */
    private static Front takeMinute(WorkingState state, Front front, List<Item> taken) {
        long minute = front.minute();
        long count = state.get(COUNTS, minute).map(Count::items).orElse(0L);
        long index = front.index();
        while (index < count && taken.size() < ITEMS_PER_BLOCK) {
            Place place = new Place(minute, index);
            taken.add(state.get(ITEMS, place)
                    .orElseThrow(() -> new IllegalStateException("the state has no due item at " + place)));
            state.remove(ITEMS, place);
            index++;
        }
        long left = front.waiting() - (index - front.index());
        if (index < count) {
            return new Front(left, minute, index);
        }
        if (count > 0) {
            state.remove(COUNTS, minute);
        }
        return new Front(left, minute + 1, 0);
    }

    private static Bytes minuteKey(long minute) {
        return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(minute).array());
    }
}
