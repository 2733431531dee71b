package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.tallystick.consensus.simulation.MachineFactory;
import org.tallystick.consensus.simulation.Simulation;
import org.tallystick.consensus.simulation.Software;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.consensus.simulation.Violation;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.value.View;

/** The simulator is worth its time only if it notices when one of the promises of specification §4 is broken. */
final class PlantedBugsTest {
    private static final int SEEDS = 500;

    @Test
    void quorum_minus_one_is_caught_by_its_certificates() {
        assertCaught(withRules(new SmallQuorum()), "a certificate that does not verify");
    }

    @Test
    void quorum_minus_one_is_caught_by_what_it_makes_final() {
        assertCaught(new Software(machines(new SmallQuorum()), UnaryOperator.identity(), false), "two final blocks");
    }

    @Test
    void two_notarization_votes_in_a_view_are_caught() {
        assertCaught(
                withRules(new Rules() {
                    @Override
                    boolean mayNotarize(OwnVotes own) {
                        return !own.nullified();
                    }
                }),
                "voted twice");
    }

    @Test
    void finalizing_after_nullifying_is_caught() {
        assertCaught(
                withRules(new Rules() {
                    @Override
                    boolean mayFinalize(OwnVotes own, boolean leaderEquivocated) {
                        return !own.finalized() && !leaderEquivocated;
                    }
                }),
                "FINALIZE after NULLIFY");
    }

    @Test
    void a_vote_that_is_not_persisted_is_caught() {
        UnaryOperator<List<LogRecord>> forgetful = records -> records.stream()
                .filter(record -> !(record instanceof LogRecord.Voted))
                .toList();
        assertCaught(new Software(Simplex::recover, forgetful, true), "voted twice");
    }

    @Test
    void an_unchecked_justification_is_caught() {
        assertCaught(
                withRules(new Rules() {
                    @Override
                    boolean isJustified(Rounds rounds, Parent parent, View view) {
                        return true;
                    }
                }),
                "not justified");
    }

    private static Software withRules(Rules rules) {
        return new Software(machines(rules), UnaryOperator.identity(), true);
    }

    private static MachineFactory machines(Rules rules) {
        return (setup, tip, log) -> Simplex.recover(setup, rules, tip, log);
    }

    private static final class SmallQuorum extends Rules {
        @Override
        int quorum(AuthoritySet authorities) {
            return super.quorum(authorities) - 1;
        }
    }

    /** By a violation whose message says {@code how}; others that the bug leads to before that are passed over. */
    private static void assertCaught(Software software, String how) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(seed, software, Trace.none()).run();
            } catch (Violation caught) {
                if (String.valueOf(caught.getMessage()).contains(how)) {
                    System.out.println("planted bug caught by seed " + seed + ": " + how);
                    return;
                }
            }
        }
        fail("not caught by %d seeds: %s", SEEDS, how);
    }
}
