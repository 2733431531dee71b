package org.tallystick.node.simulation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.simulation.Violation;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.names.ClaimName;
import org.tallystick.ledger.operation.names.RegisterName;
import org.tallystick.ledger.operation.names.ReleaseName;
import org.tallystick.ledger.operation.names.TransferName;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.store.StoredTransaction;

/**
 * Somebody who pays. Hands the same transaction to one node after the other until one says that it is final, as a wallet
 * does, and believes that for ever after. Sometimes tries to pay the same thing twice.
 */
final class Client {
    private static final long VALID_MS = 7_200_000;

    /** So many refusals in a row: all nodes that had taken it have lost it, and nobody takes it any more. */
    private static final int PATIENCE = 50;

    private final int user;
    private final World world;
    private final List<Site> sites;
    private final SplittableRandom random;
    private long numbers;
    private boolean stopped;
    private @Nullable Transaction open;
    private @Nullable Transaction rival;
    private boolean mayBeIn;
    private int refusals;
    private long acknowledged;

    Client(int user, World world, List<Site> sites) {
        this.user = user;
        this.world = world;
        this.sites = sites;
        this.random = world.random().split();
    }

    void start() {
        world.time().after(random.nextLong(300_000), this::act);
    }

    /** Begins no further payment. */
    void stop() {
        stopped = true;
    }

    /** Whether everything it began has come to an end. */
    boolean isContent() {
        return open == null;
    }

    long acknowledged() {
        return acknowledged;
    }

    private void act() {
        Transaction payment = open;
        if (payment == null) {
            if (!stopped) {
                begin();
            }
        } else if (settled(payment) || (rival != null && settled(rival))) {
            open = null;
            rival = null;
            acknowledged++;
        } else {
            handIn(payment);
        }
        world.time().after(20_000 + random.nextLong(200_000), this::act);
    }

    private void begin() {
        byte[] key = ByteBuffer.allocate(IdempotencyKey.SIZE)
                .putLong(user)
                .putLong(++numbers)
                .array();
        Transaction payment = payment(key);
        open = payment;
        mayBeIn = false;
        refusals = 0;
        rival = random.nextInt(8) == 0 ? payment(key) : null;
        handIn(payment);
        if (rival != null) {
            handIn(rival);
        }
    }

    private Transaction payment(byte[] key) {
        TransactionBody body = new TransactionBody(
                NetworkTag.of(world.committee().genesisHash()),
                World.address(user),
                IdempotencyKey.of(key),
                World.START_MS + VALID_MS,
                Amount.ofBaseUnits(1 + random.nextInt(2)),
                "",
                List.of(operation(new Transfer(World.address(user + 1), Amount.ofBaseUnits(1 + random.nextInt(20))))));
        return Transaction.sign(world.committee().genesisHash(), body, World.user(user));
    }

    /**
     * Mostly the payment; now and then something is done with names, of which there are fewer than clients. Which takes no choice
     * from the stream of this client, so that seeds from before there were names play on as they did.
     */
    private Operation operation(Transfer payment) {
        long choice = numbers < 3 ? Long.MAX_VALUE : (user * 7L + numbers * 5L) % 16;
        String name = "name-" + "abc".charAt((int) ((user + numbers) % 3));
        return switch ((int) Math.min(choice, 16)) {
            case 0, 1 -> new RegisterName(name, World.NAMES.deposit());
            case 2 -> new RegisterName(name, Amount.ZERO);
            case 3 -> new ReleaseName();
            case 4 -> new TransferName(World.address(user + 1));
            case 5 -> new ClaimName(name, World.address(Math.max(0, user - 1)), World.NAMES.deposit());
            default -> payment;
        };
    }

    private void handIn(Transaction payment) {
        Optional<Submission> answer = anySite().submit(payment);
        switch (answer.orElse(null)) {
            case Submission.Refused refused when !mayBeIn && rival == null -> open = null;
            case Submission.Refused refused -> {
                if (++refusals > PATIENCE) {
                    open = null;
                }
            }
            case Submission.Final known -> taken();
            case Submission.Accepted accepted -> taken();
            case Submission.Pending pending -> taken();
            case null -> mayBeIn = true;
        }
    }

    /** What can't be done with a name may wait at a liar alone, for good, while all others refuse it. */
    private void taken() {
        mayBeIn = true;
        if (open != null && open.body().operations().getFirst() instanceof Transfer) {
            refusals = 0;
        }
    }

    private boolean settled(Transaction payment) {
        Optional<StoredTransaction> seen = anySite().look(payment.id());
        if (seen.isPresent() && !world.checker().isFinal(payment.id())) {
            throw new Violation("a client was told that " + payment.id() + " is final, and it is not");
        }
        return seen.isPresent();
    }

    private Site anySite() {
        return sites.get(random.nextInt(sites.size()));
    }
}
