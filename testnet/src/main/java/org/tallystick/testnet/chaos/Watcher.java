package org.tallystick.testnet.chaos;

import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.api.StatusData;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;

/** Looks at one node all the time: what it tells only moves forward, through every crash. */
final class Watcher {
    private static final long LOOK_MS = 100;

    private final String name;
    private final TallyClient node;
    private final Books books;
    private final SplittableRandom random = new SplittableRandom(0);
    private long highest;

    Watcher(String name, TallyClient node, Books books) {
        this.name = name;
        this.node = node;
        this.books = books;
    }

    void run(Ending ending) throws InterruptedException {
        while (!ending.over()) {
            look();
            Thread.sleep(LOOK_MS);
        }
    }

    private void look() {
        Optional<Acknowledged> known = books.any(random);
        try {
            StatusData status = node.status();
            long height = status.head().header().height().value();
            if (height < highest) {
                books.violated(name + " went back from height " + highest + " to " + height);
            }
            highest = Math.max(highest, height);
            known.filter(payment -> payment.inclusion().height().value() <= height)
                    .ifPresent(this::require);
        } catch (ClientException away) {
            // A node that is down tells nothing wrong.
        }
    }

    /** The node has the payment's block, so it has the payment. */
    void require(Acknowledged payment) {
        TransactionStatus status = node.transaction(payment.transactionId(), payment.validUntilMs());
        if (status.inclusion().isEmpty()) {
            books.violated(name + " says that payment " + payment.transactionId() + " is " + status.state()
                    + ", which is final");
        }
        status.inclusion().ifPresent(found -> books.compare(payment, found, name));
    }
}
