package org.tallystick.consensus;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/**
 * Which missing blocks peers are asked for at the moment: few at a time, as each answer may bring ancestors along; and not
 * those whose bodies had to make room, before their parents are executed.
 */
final class BodyRequests {
    /** At once; each question goes to all peers. */
    static final int MAX_ASKED = 2;

    /** Ancestors that go along with a block which a peer asks for, so that long chains are not fetched one by one. */
    static final int MAX_ANCESTORS = 15;

    /** Of these ancestors together, in bytes. */
    static final int MAX_ANCESTORS_SIZE = 64 * 1_024;

    /** What may still come without being asked for, after a block that was. */
    private record Rest(int blocks, int size) {
        private static final Rest OF_AN_ANSWER = new Rest(MAX_ANCESTORS, MAX_ANCESTORS_SIZE);

        Optional<Rest> after(int blockSize) {
            return blocks == 0 || blockSize > size
                    ? Optional.empty()
                    : Optional.of(new Rest(blocks - 1, size - blockSize));
        }
    }

    private record Postponed(Hash hash, View view) {}

    private final Outbox out;
    private final Set<Hash> asked = new LinkedHashSet<>();
    private final Map<Hash, Rest> expected = new HashMap<>();
    private final Map<Hash, Postponed> postponedByParent = new HashMap<>();
    private boolean turnedAway;

    BodyRequests(Outbox out) {
        this.out = out;
    }

    /** Asks for a block, once, unless too many are asked for already or its time has not come. */
    void ask(Hash hash) {
        if (asked.contains(hash)
                || expected.containsKey(hash)
                || postponedByParent.values().stream().anyMatch(each -> each.hash.equals(hash))) {
            return;
        }
        if (asked.size() == MAX_ASKED) {
            turnedAway = true;
            return;
        }
        asked.add(hash);
        out.request(new Request.FetchBlock(hash));
    }

    /**
     * A block is here, and its parent is on the way if it goes with the same answer: whether it does is guessed from this
     * block's size. True if others were turned away and may be asked for now.
     */
    boolean answered(Hash hash, Hash parent, int size) {
        boolean wasAsked = asked.remove(hash);
        Optional.ofNullable(wasAsked ? Rest.OF_AN_ANSWER : expected.remove(hash))
                .flatMap(rest -> rest.after(size))
                .ifPresent(rest -> expected.put(parent, rest));
        boolean room = wasAsked && turnedAway;
        turnedAway &= !room;
        return room;
    }

    /** The body of a block is not kept, and not asked for before {@link #isExecuted} was told of its parent. */
    void postpone(Hash hash, Hash parent, View view) {
        postponedByParent.put(parent, new Postponed(hash, view));
    }

    /** A block that was put off until {@code parent} was executed, which it is now. */
    Optional<Hash> isExecuted(Hash parent) {
        return Optional.ofNullable(postponedByParent.remove(parent)).map(Postponed::hash);
    }

    /** Forgets what nobody wants any more, and what is of a view up to {@code done}. */
    void retain(Set<Hash> wanted, View done) {
        asked.retainAll(wanted);
        expected.keySet().retainAll(wanted);
        postponedByParent.values().removeIf(each -> !each.view.isAfter(done));
    }

    /** Waits for no answer any longer; what was asked for should be asked for again, after all others. */
    List<Hash> giveUp() {
        List<Hash> given = List.copyOf(asked);
        asked.clear();
        expected.clear();
        turnedAway = false;
        return given;
    }
}
