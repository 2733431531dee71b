package org.tallystick.node.simulation;

import java.io.PrintStream;
import java.util.Optional;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.consensus.simulation.Violation;

/** Plays plans. */
final class Simulator {

    private Simulator() {}

    /** @throws Violation that says how to see it again */
    static Run.Outcome play(Plan plan) {
        try {
            return new Run(plan, Flaw.NONE, Trace.none()).play();
        } catch (Violation | RuntimeException e) {
            Violation violation = new Violation(e.getMessage() + " [" + plan + "]\n"
                    + "  to see it traced and made smaller: mvn -q -pl node -am test -Dtest=WholeNodesTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.trace="
                    + plan.seed());
            violation.initCause(e);
            throw violation;
        }
    }

    /** Plays the plan and prints its trace; should it fail, that of the smallest plan found that fails as well. */
    static void trace(Plan plan, PrintStream out) {
        Plan shown = failure(plan, Flaw.NONE, Trace.none()).isPresent()
                ? new Shrinking(each -> failure(each, Flaw.NONE, Trace.none())).shrink(plan)
                : plan;
        String outcome = failure(shown, Flaw.NONE, Trace.to(out)).orElse("all was well");
        out.println(shown + "\n  " + outcome);
    }

    /** How the plan fails, if it does. */
    static Optional<String> failure(Plan plan, Flaw flaw, Trace trace) {
        try {
            new Run(plan, flaw, trace).play();
            return Optional.empty();
        } catch (Violation | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
