package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.node.store.VoteLogRescue.State;
import org.tallystick.node.testing.TestNetwork;

final class VoteLogRescueTest {
    private static final VoteLogIdentity IDENTITY =
            new VoteLogIdentity(Hash.ZERO, TestNetwork.key("node-0").publicKey());
    private static final List<Bytes> VOTES = List.of(Bytes.of(new byte[] {1}), Bytes.of(new byte[] {2}));
    private static final Bytes ABSTAIN = Bytes.of(new byte[] {9});

    @TempDir
    Path home;

    /** Has the power go before or after one of the things that a crash makes a difference to. */
    private static final class PowerCut implements SimulatedDisk.Power {
        private long left = Long.MAX_VALUE;

        @Override
        public void effect() {
            if (left-- == 0) {
                throw new PowerGone();
            }
        }

        @Override
        public void spend(long micros) {}
    }

    private static final class PowerGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** An empty log that is valid would vote as if nothing had been. */
    @ParameterizedTest
    @EnumSource(State.class)
    void killed_anywhere_it_leaves_the_old_log_or_the_new_one(State before) {
        boolean finished = false;
        for (int cut = 0; !finished; cut++) {
            PowerCut power = new PowerCut();
            SimulatedDisk disk = disk(before, power);
            power.left = cut;
            try {
                disk.startVotesOver(IDENTITY, ABSTAIN);
                finished = true;
            } catch (PowerGone gone) {
                power.left = Long.MAX_VALUE;
                disk.powerCut();
            }
            boolean begun = isBegun(disk, before);
            assertThat(begun || !finished).as("cut %d", cut).isTrue();
        }
    }

    /** Whether the log is the new one; otherwise it must be what it was. */
    private static boolean isBegun(SimulatedDisk disk, State before) {
        try (VoteLog log = disk.openVotes(IDENTITY, false)) {
            boolean begun = log.records().contains(ABSTAIN);
            assertThat(log.records().containsAll(VOTES)).isEqualTo(before == State.OLD_COPY || before == State.INTACT);
            assertThat(begun || before == State.INTACT).isTrue();
            return begun;
        } catch (VoteLogException refused) {
            assertThat(before).isNotEqualTo(State.INTACT);
            return false;
        }
    }

    private static SimulatedDisk disk(State state, PowerCut power) {
        SimulatedDisk disk = new SimulatedDisk(power, new SplittableRandom(1));
        if (state == State.MISSING) {
            return disk;
        }
        try (VoteLog log = disk.openVotes(IDENTITY, true)) {
            log.append(VOTES);
            if (state == State.OLD_COPY) {
                disk.ageVotes(() -> log.compact(VOTES));
            }
        }
        if (state == State.DAMAGED) {
            disk.rotVotes();
        }
        return disk;
    }

    @Test
    void reads_what_is_left_and_keeps_the_file() throws IOException {
        Path votes = home.resolve("votes");
        Path witness = home.resolve("voted");
        try (VoteLog log = VoteLog.open(votes, witness, IDENTITY, true)) {
            log.append(VOTES.subList(0, 1));
            log.append(VOTES.subList(1, 2));
        }
        Path file = votes.resolve("votes.log");
        byte[] rotten = Files.readAllBytes(file);
        rotten[VoteLogHead.SIZE + 30] ^= 1;
        Files.write(file, rotten);

        try (VoteLogRescue rescue = VoteLogRescue.open(votes, witness, IDENTITY)) {
            assertThat(rescue.state()).isEqualTo(State.DAMAGED);
            assertThat(rescue.records()).isEqualTo(VOTES.subList(1, 2));
            assertThatThrownBy(() -> VoteLog.open(votes, witness, IDENTITY, true))
                    .isInstanceOf(VoteLogException.class);
            rescue.begin(List.of(ABSTAIN));
        }

        assertThat(votes.resolve("votes.log.kept-1")).hasBinaryContent(rotten);
        try (VoteLog log = VoteLog.open(votes, witness, IDENTITY, false)) {
            assertThat(log.records()).containsExactly(ABSTAIN);
        }
        try (VoteLogRescue again = VoteLogRescue.open(votes, witness, IDENTITY)) {
            assertThat(again.state()).isEqualTo(State.INTACT);
            again.begin(VOTES);
        }
        assertThat(votes.resolve("votes.log.kept-2")).exists();
        try (VoteLog log = VoteLog.open(votes, witness, IDENTITY, false)) {
            assertThat(log.records()).containsExactly(ABSTAIN, VOTES.get(0), VOTES.get(1));
        }
    }
}
