package org.tallystick.node.limit;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Places that all clients share. One address has so many at most; and when none is left, the address that has most gives up
 * its newest to one that has fewer. So neither one address nor several together can keep others out: whoever comes gets a
 * place while it has fewer than the greediest. Thread-safe.
 */
public final class FairPool {
    private final int places;
    private final int perAddress;
    private final Map<Neighbourhood, Deque<Place>> taken = new HashMap<>();
    private int size;

    /** @param perAddress places that one address may have */
    public FairPool(int places, int perAddress) {
        this.places = places;
        this.perAddress = perAddress;
    }

    /** A place, until it is closed or given to another. */
    public final class Place implements AutoCloseable {
        private final Neighbourhood from;
        private final Runnable evict;

        private Place(Neighbourhood from, Runnable evict) {
            this.from = from;
            this.evict = evict;
        }

        /** Gives the place back, once. */
        @Override
        public void close() {
            leave(this);
        }
    }

    /**
     * A place for {@code address}, if it may have one more.
     *
     * @param evict ends what the place is for, when another address gets it; called at most once, on the thread of whoever
     *     needs it
     */
    public Optional<Place> enter(InetAddress address, Runnable evict) {
        Place place = new Place(Neighbourhood.of(address), evict);
        Place evicted = null;
        synchronized (this) {
            int own = count(place.from);
            if (own >= perAddress) {
                return Optional.empty();
            }
            if (size >= places) {
                evicted = newestOfGreediest(own + 1);
                if (evicted == null) {
                    return Optional.empty();
                }
                remove(evicted);
            }
            taken.computeIfAbsent(place.from, from -> new ArrayDeque<>()).addLast(place);
            size++;
        }
        if (evicted != null) {
            evicted.evict.run();
        }
        return Optional.of(place);
    }

    /** The newest place of the address that has most, if that is more than {@code fair}. */
    private @Nullable Place newestOfGreediest(int fair) {
        return taken.values().stream()
                .max(Comparator.comparingInt(Deque::size))
                .filter(greediest -> greediest.size() > fair)
                .map(Deque::peekLast)
                .orElse(null);
    }

    private int count(Neighbourhood from) {
        Deque<Place> own = taken.get(from);
        return own == null ? 0 : own.size();
    }

    private synchronized void leave(Place place) {
        remove(place);
    }

    private void remove(Place place) {
        Deque<Place> own = taken.get(place.from);
        if (own != null && own.remove(place)) {
            size--;
            if (own.isEmpty()) {
                taken.remove(place.from);
            }
        }
    }
}
