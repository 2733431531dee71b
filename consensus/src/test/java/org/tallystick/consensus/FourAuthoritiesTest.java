package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tallystick.consensus.simulation.SimulatedExecution;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.value.Epoch;

/** Four machines with real keys in lock-step: what is sent in one delay arrives in the next, and nothing else takes time. */
final class FourAuthoritiesTest {
    private static final int N = 4;

    private final Verifier verifier = P256.verifier();
    private final List<KeyPair> keys = new ArrayList<>();
    private final List<Simplex> machines = new ArrayList<>();
    private final List<Message> inFlight = new ArrayList<>();
    private final long[] finalHeight = new long[N];
    private final Committee committee;
    private Block newest;
    private int delays;

    FourAuthoritiesTest() {
        List<Authority> authorities = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            byte[] secret = new byte[32];
            secret[31] = (byte) (i + 1);
            keys.add(KeyPair.of(secret));
            authorities.add(new Authority("a" + i, keys.get(i).publicKey(), "127.0.0.1:" + (9_000 + i)));
        }
        committee = new Committee(SimulatedExecution.GENESIS_HASH, Epoch.ZERO, new AuthoritySet(authorities));
        newest = SimulatedExecution.genesis(committee.authorities().hash());
        for (int i = 0; i < N; i++) {
            Setup setup = new Setup(committee, verifier, Optional.of(keys.get(i)), Timeouts.STANDARD);
            machines.add(Simplex.recover(setup, FinalTip.genesis(newest), List.of()));
        }
    }

    @Test
    void a_block_is_final_three_message_delays_after_it_was_proposed_and_the_next_is_proposed_after_two() {
        for (int i = 0; i < N; i++) {
            carryOut(i, machines.get(i).start());
        }
        assertThat(newest.height().value()).as("proposed").isEqualTo(1);

        oneDelay();
        oneDelay();
        assertThat(newest.height().value()).as("proposed").isEqualTo(2);
        assertThat(finalHeight).containsOnly(0);

        oneDelay();
        assertThat(finalHeight).containsOnly(1);

        while (delays < 21) {
            oneDelay();
        }
        assertThat(finalHeight).containsOnly(10);
    }

    private void oneDelay() {
        delays++;
        List<Message> arriving = List.copyOf(inFlight);
        inFlight.clear();
        for (Message message : arriving) {
            for (int i = 0; i < N; i++) {
                step(i, new Event.MessageReceived(OptionalInt.empty(), message));
            }
        }
    }

    private void step(int machine, Event event) {
        carryOut(machine, machines.get(machine).step(event));
    }

    private void carryOut(int machine, Ready ready) {
        inFlight.addAll(ready.send());
        assertThat(ready.evidence()).isEmpty();
        ready.finalized()
                .forEach(part ->
                        finalHeight[machine] = part.blocks().getLast().height().value());
        for (Request request : ready.requests()) {
            switch (request) {
                case Request.BuildBlock build -> {
                    newest = SimulatedExecution.build(
                            newest, new SimulatedExecution.Slot(build.view(), machine, 0, delays));
                    step(machine, new Event.BlockBuilt(build.view(), newest));
                }
                case Request.VerifyBlock verify ->
                    step(machine, new Event.BlockVerified(verify.block().hash(), Event.Verdict.VALID));
                case Request.FetchBlock fetch -> throw new AssertionError("nothing is lost: " + fetch);
                case Request.CatchUp catchUp -> throw new AssertionError("nobody is behind: " + catchUp);
            }
        }
    }
}
