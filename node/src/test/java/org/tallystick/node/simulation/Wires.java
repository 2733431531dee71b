package org.tallystick.node.simulation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.simulation.Violation;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.ProtocolViolation;

/** What a node sends over: hands packets to the airwaves, and all that is said to the checker. Liars' words change here. */
final class Wires implements Links {
    private static final long BAR_MICROS = 2_000_000;

    private final Site site;
    private final World world;
    private final BitSet linked = new BitSet();
    private final BitSet paused = new BitSet();
    private final Map<Integer, Long> barredUntil = new HashMap<>();
    private List<Site> all = List.of();
    private @Nullable PeerMessage last;

    Wires(Site site, World world) {
        this.site = site;
        this.world = world;
    }

    void connect(List<Site> sites) {
        all = sites;
    }

    /** Returns whether that is new. */
    boolean link(int other) {
        boolean isNew = !linked.get(other);
        linked.set(other);
        return isNew;
    }

    /** Returns whether that is new. */
    boolean unlink(int other) {
        boolean was = linked.get(other);
        linked.clear(other);
        return was;
    }

    boolean isLinked(int other) {
        return linked.get(other);
    }

    /** What this node said last of consensus. */
    Optional<PeerMessage> lastSaid() {
        return Optional.ofNullable(last);
    }

    void cutAll() {
        paused.clear();
        barredUntil.clear();
        linked.clear();
    }

    @Override
    public AuthoritySet authorities() {
        return world.committee().authorities();
    }

    @Override
    public void broadcast(PeerMessage honest) {
        PeerMessage message = told(honest);
        site.note(() -> "-> " + linked + " " + World.describe(message));
        for (Site other : all) {
            if (linked.get(other.index())) {
                carry(other, message);
            }
        }
    }

    @Override
    public boolean send(int authority, PeerMessage message) {
        if (!linked.get(authority)) {
            return false;
        }
        carry(all.get(authority), told(message));
        return true;
    }

    private void carry(Site other, PeerMessage message) {
        int from = site.index();
        Lies lies = world.liars().get(from);
        long late = lies == null ? 0 : lies.delayMicros(other.index(), message);
        if (late == Lies.NEVER) {
            return;
        }
        site.machine().effect();
        site.machine().spend(world.costs().sending(message));
        Runnable arrival = () -> other.arrive(from, message);
        if (late > 0) {
            world.time().after(late, () -> world.airwaves().carry(from, other.index(), 0, arrival));
        } else {
            world.airwaves().carry(from, other.index(), site.machine().spent(), arrival);
        }
    }

    /** Checked also where nobody is there to receive it: it may be said again, after other things. */
    private PeerMessage told(PeerMessage honest) {
        Lies lies = world.liars().get(site.index());
        PeerMessage told = lies == null ? honest : lies.instead(honest);
        if (told instanceof PeerMessage.Consensus(var said)) {
            last = told;
            if (lies == null) {
                world.checker().said(said);
                tellLeader(said);
            } else {
                world.checker().lied(said, !told.equals(honest));
            }
        }
        return told;
    }

    private void tellLeader(Message said) {
        if (said instanceof Message.Vote vote && vote.ballot().kind() == Ballot.Kind.NOTARIZE) {
            Lies leader = world.liars().get(world.committee().leader(vote.view()));
            if (leader != null) {
                leader.votedFor(site.index(), vote.view());
            }
        }
    }

    @Override
    public void pause(int authority) {
        paused.set(authority);
    }

    @Override
    public void resume(int authority) {
        paused.clear(authority);
        site.readAgain(authority);
    }

    @Override
    public void dropped(int authority) {}

    /** Whether anything that the authority sends is read now. */
    boolean reads(int authority) {
        return !paused.get(authority) && !isBarred(authority);
    }

    /** Whether the authority is not listened to, as it was accused. */
    boolean isBarred(int authority) {
        return world.time().nowMicros() < barredUntil.getOrDefault(authority, 0L);
    }

    /** An honest node that is accused at all is a fault. */
    @Override
    public void accuse(int authority, ProtocolViolation violation, String detail) {
        if (!world.liars().containsKey(authority)) {
            throw new Violation("node " + site.index() + " accuses honest node " + authority + ": " + detail);
        }
        barredUntil.put(authority, world.time().nowMicros() + BAR_MICROS);
    }

    @Override
    public Map<ProtocolViolation, Long> misbehaviour(int authority) {
        return Map.of();
    }

    @Override
    public BitSet connected() {
        return (BitSet) linked.clone();
    }
}
