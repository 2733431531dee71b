package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

class PeerRoomTest {
    private final PeerRoom room = new PeerRoom(4);

    @Test
    void two_of_the_largest_blocks_of_a_peer_wait_and_no_third_while_others_have_room() {
        assertThat(room.tryEnter(0, Block.MAX_SIZE)).isTrue();
        assertThat(room.tryEnter(0, Block.MAX_SIZE)).isTrue();
        assertThat(room.tryEnter(0, 1_024)).isFalse();
        assertThat(room.tryEnter(1, 1_024)).isTrue();
        room.leave(0, Block.MAX_SIZE);
        assertThat(room.tryEnter(0, 1_024)).isTrue();
    }

    /** Else it could never be received at all. */
    @Test
    void the_largest_message_there_is_has_room_when_nothing_waits() {
        assertThat(room.tryEnter(0, Integer.MAX_VALUE)).isTrue();
        assertThat(room.tryEnter(0, 1)).isFalse();
        room.leave(0, Integer.MAX_VALUE);
        assertThat(room.tryEnter(0, PeerRoom.BYTES)).isTrue();
    }

    @Test
    void a_certificate_is_counted_by_its_seals() {
        Signature signature = Signature.of(new byte[Signature.SIZE]);
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int i = 0; i < AuthoritySet.MAX_SIZE; i++) {
            seals.add(new Certificate.Seal(i, signature));
        }
        Ballot ballot = Ballot.nullify(Epoch.ZERO, View.of(1));
        Message vote = new Message.Vote(ballot, seals.getFirst());
        Message certified = new Message.Certified(new Certificate(ballot, seals));

        assertThat(PeerRoom.sizeOf(certified)).isGreaterThan(certified.encoded().length);
        assertThat(PeerRoom.sizeOf(vote)).isGreaterThan(vote.encoded().length);
    }
}
