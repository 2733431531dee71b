package org.tallystick.testnet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Parcel.End;

final class ConsignmentTest {
    private static final Signatory SIGNATORY = new Signatory(Hash.ZERO, "seed", Amount.ZERO, 1_000);

    private final Parcel first = parcel("first");
    private final Parcel second = parcel("second");
    private final Consignment consignment = new Consignment(List.of(first, second), 1, 0);

    @Test
    void a_transaction_ends_once_and_keeps_its_first_end() throws Exception {
        first.sent(10);
        consignment.ended(first.id(), new End.Applied(25), 25);
        consignment.ended(first.id(), new End.Failed("told twice"), 30);

        assertThat(first.finalityNanos()).hasValue(15);
        assertThat(consignment.unended()).isEqualTo(1);
        assertThat(consignment.lastEndNanos()).isEqualTo(25);

        consignment.ended(second.id(), new End.Failed("refused"), 40);
        assertThat(consignment.await(0)).isTrue();
        assertThat(second.finalityNanos()).isEmpty();
    }

    @Test
    void what_is_not_of_the_delivery_is_ignored() {
        consignment.ended(parcel("another").id(), new End.Applied(5), 5);

        assertThat(consignment.unended()).isEqualTo(2);
    }

    @Test
    void room_is_made_by_ends_alone() throws Exception {
        consignment.awaitRoom(1);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                consignment.awaitRoom(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(waiting.join(java.time.Duration.ofMillis(50))).isFalse();

        consignment.ended(first.id(), new End.Applied(5), 5);

        assertThat(waiting.join(java.time.Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void overdue_is_what_was_sent_long_ago_and_has_not_ended() {
        assertThat(consignment.overdue(100)).isEmpty();
        first.sent(10);
        second.sent(10);
        second.sent(90);

        assertThat(consignment.overdue(50)).containsExactly(first);

        consignment.ended(first.id(), new End.Applied(60), 60);
        assertThat(consignment.overdue(50)).isEmpty();
    }

    @Test
    void keys_and_transactions_follow_from_the_seed() {
        KeyPair key = SIGNATORY.keyOf("someone");
        Signatory other = new Signatory(Hash.ZERO, "another seed", Amount.ZERO, 1_000);

        assertThat(SIGNATORY.keyOf("someone").publicKey()).isEqualTo(key.publicKey());
        assertThat(other.keyOf("someone").publicKey()).isNotEqualTo(key.publicKey());
        assertThat(parcel("first").id()).isEqualTo(first.id());
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    private static Parcel parcel(String purpose) {
        KeyPair key = SIGNATORY.keyOf("payer");
        Transfer transfer = new Transfer(Address.of(key.publicKey()), Amount.ofBaseUnits(1));
        return new Parcel(SIGNATORY.sign(key, purpose, List.of(transfer)));
    }
}
