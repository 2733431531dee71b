package org.tallystick.node.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.NetworkOptions;
import org.tallystick.node.net.PeerIdentity;
import org.tallystick.node.net.PeerListener;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerNetwork;

/**
 * In which views the other authorities say that they are.
 *
 * <p>A node votes in a view only once a quorum of {@code n - f} voted in the one before. Of these, {@code n - 2f - 1} are
 * honest and not this node, and none of them is in an earlier view than that one since. So of {@code 2f + 1} others one at
 * least is honest and was there: the highest view among so many answers is at most one below any in which this node voted.
 *
 * @param byAuthority the views of those that answered, by index
 */
public record PeerViews(AuthoritySet authorities, Map<Integer, View> byAuthority) {
    /**
     * Honest nodes that are linked are close together; one that is farther ahead of all is alone, or lies. Well below what an
     * agreement can skip, so that no answer believed here makes one impossible.
     */
    static final long FAR = Agreement.MAX_VIEWS / 4;

    public PeerViews {
        byAuthority = Map.copyOf(byAuthority);
    }

    /**
     * Links to the others as this authority, which must not run, until all have answered or {@code patience} is over.
     *
     * @throws IOException if the address can't be listened on, as while the node runs
     */
    public static PeerViews ask(PeerIdentity self, NetworkOptions options, Duration patience) throws IOException {
        Answers answers = new Answers(self.authorities().size() - 1);
        try (PeerNetwork network = new PeerNetwork(self, options, answers)) {
            network.start();
            answers.all.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new PeerViews(self.authorities(), answers.views());
    }

    private static final class Answers implements PeerListener {
        private final CountDownLatch all;
        private final Map<Integer, View> views = new HashMap<>();

        Answers(int expected) {
            this.all = new CountDownLatch(expected);
        }

        @Override
        public void onConnected(int authority) {}

        @Override
        public void onDisconnected(int authority) {}

        @Override
        public void onMessage(int authority, PeerMessage message) {
            if (message instanceof PeerMessage.StatusUpdate status) {
                synchronized (this) {
                    if (views.put(authority, status.view()) == null) {
                        all.countDown();
                    }
                }
            }
        }

        synchronized Map<Integer, View> views() {
            return views;
        }
    }

    /** How many of the others must have answered for {@link #highest} to be safe. */
    public int needed() {
        return 2 * authorities.maxFaulty() + 1;
    }

    /** The highest view among the answers; empty if they are too few. */
    public Optional<View> highest() {
        return byAuthority.size() < needed()
                ? Optional.empty()
                : descending().stream().findFirst();
    }

    /** Whether the highest view is so far above what more authorities than may lie confirm that it looks made up. */
    public boolean doubtful() {
        List<View> views = descending();
        int confirmed = authorities.maxFaulty();
        return views.size() > confirmed
                && views.getFirst().value() - views.get(confirmed).value() > FAR;
    }

    private List<View> descending() {
        return byAuthority.values().stream().sorted(Comparator.reverseOrder()).toList();
    }
}
