package org.tallystick.node.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;

/** One liar that sends one kind of message to one victim, more than the victim can look at. */
final class Flood {
    private static final int FRESH = 128;
    private static final long LEAST_MICROS = 1_500;

    private final World world;
    private final Site liar;
    private final Site victim;
    private final Kind kind;
    private final SplittableRandom random;
    private final long intervalMicros;
    private long sent;
    private long made;
    private List<PeerMessage> ready = List.of();

    /** What is sent. */
    enum Kind {
        /** Certificates by a quorum that did not sign. */
        FALSE_CERTIFICATES,
        /** Votes that the voter did not sign. */
        FALSE_VOTES,
        /** The liar's own votes, each once, for whatever views are open. */
        VOTES,
        /** What the liar said last, again and again. */
        REPETITIONS,
        /** That it is in an early view, so that it is told what it missed. */
        STATUS,
        /** Questions for blocks. */
        QUESTIONS,
        /** Questions for all final blocks. */
        RANGES,
        /** Transactions that nobody signed. */
        TRANSACTIONS
    }

    /**
     * @param load how much faster than the victim can check a signature this is sent
     * @param pressure how many times as often at most
     */
    Flood(World world, Site liar, Site victim, Kind kind, double load, int pressure, SplittableRandom random) {
        this.world = world;
        this.liar = liar;
        this.victim = victim;
        this.kind = kind;
        this.random = random;
        this.intervalMicros =
                Math.max(LEAST_MICROS / pressure, (long) (world.costs().signature() / load));
    }

    /** Begins after a while and goes on for good. */
    void begin(long delayMicros) {
        world.time().after(delayMicros, () -> {
            if (liar.isUp() && victim.takesFrom(liar.index())) {
                PeerMessage message = next();
                world.airwaves().carry(liar.index(), victim.index(), 0, () -> victim.arrive(liar.index(), message));
            }
            begin(intervalMicros);
        });
    }

    /** Few are made anew, as the making takes this simulator longer than it would take a liar. */
    private PeerMessage next() {
        if (sent % FRESH == 0) {
            List<PeerMessage> fresh = new ArrayList<>();
            for (int i = 0; i < FRESH / 8; i++) {
                fresh.add(message());
            }
            ready = fresh;
        }
        return ready.get((int) (sent++ % ready.size()));
    }

    private PeerMessage message() {
        made++;
        View view = View.of(victim.view() + random.nextInt(8));
        return switch (kind) {
            case FALSE_CERTIFICATES -> certificate(view);
            case FALSE_VOTES -> vote(ballot(view), anyone(), nonsense());
            case VOTES -> {
                Ballot ballot = ballot(View.of(victim.view() + random.nextInt(16)));
                yield vote(
                        ballot,
                        liar.index(),
                        SimulatedKeys.signer(liar.index())
                                .sign(ballot.digest(world.committee().genesisHash())));
            }
            case REPETITIONS -> liar.lastSaid().orElse(new PeerMessage.StatusUpdate(Height.ZERO, View.ZERO));
            case STATUS -> new PeerMessage.StatusUpdate(Height.ZERO, View.ZERO);
            case QUESTIONS ->
                new PeerMessage.FetchBlock(
                        random.nextBoolean() ? hash() : world.checker().newest().orElse(Hash.ZERO));
            case RANGES -> new PeerMessage.BlocksRequest(Height.of(1), PeerMessage.BlocksRequest.MAX_COUNT);
            case TRANSACTIONS -> new PeerMessage.Transactions(List.of(transaction()));
        };
    }

    private int anyone() {
        return random.nextInt(world.committee().size());
    }

    private Ballot ballot(View view) {
        return random.nextBoolean()
                ? Ballot.nullify(world.committee().epoch(), view)
                : Ballot.notarize(world.committee().epoch(), view, hash());
    }

    private PeerMessage vote(Ballot ballot, int signer, Signature signature) {
        return new PeerMessage.Consensus(new Message.Vote(ballot, new Seal(signer, signature)));
    }

    private PeerMessage certificate(View view) {
        Ballot ballot = Ballot.nullify(world.committee().epoch(), view);
        List<Seal> seals = new ArrayList<>();
        for (int signer = 0; signer < world.committee().authorities().quorum(); signer++) {
            seals.add(new Seal(signer, nonsense()));
        }
        return new PeerMessage.Consensus(new Message.Certified(new Certificate(ballot, seals)));
    }

    private Hash hash() {
        return Sha256.of(ByteBuffer.allocate(8).putLong(made).array());
    }

    private Signature nonsense() {
        return SimulatedKeys.signer(liar.index()).sign(hash());
    }

    private Transaction transaction() {
        TransactionBody body = new TransactionBody(
                NetworkTag.of(world.committee().genesisHash()),
                World.address(0),
                IdempotencyKey.of(ByteBuffer.allocate(IdempotencyKey.SIZE)
                        .putLong(made)
                        .putLong(liar.index())
                        .array()),
                World.START_MS + 600_000,
                Amount.ofBaseUnits(1),
                "",
                List.of(new Transfer(World.address(1), Amount.ofBaseUnits(1))));
        return Transaction.sign(world.committee().genesisHash(), body, World.user(1));
    }
}
