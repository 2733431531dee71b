package org.tallystick.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a plan that fails smaller, as long as it still fails. */
final class Shrinking {
    private static final int MAX_RUNS = 300;

    private final Function<Plan, Optional<String>> failure;
    private int runs;

    /** @param failure runs a plan, and says how it failed, if it did */
    Shrinking(Function<Plan, Optional<String>> failure) {
        this.failure = failure;
    }

    /** The smallest plan found, which fails, though perhaps in another way. */
    Plan shrink(Plan failing) {
        Plan smallest = failing;
        boolean smaller = true;
        while (smaller && runs < MAX_RUNS) {
            smaller = false;
            for (Plan candidate : candidates(smallest)) {
                runs++;
                if (failure.apply(candidate).isPresent()) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Plan> candidates(Plan plan) {
        List<Plan> all = new ArrayList<>();
        plan.faults().stream().sorted().map(plan::without).forEach(all::add);
        if (plan.clients() > 1) {
            all.add(plan.fewerClients());
        }
        if (plan.faultyMicros() > 100_000) {
            all.add(plan.shorter());
        }
        if (plan.strength() > 0.05) {
            all.add(plan.weaker());
        }
        return all;
    }
}
