package org.tallystick.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tallystick.ledger.golden.GoldenTargets;
import org.tallystick.ledger.merkle.PageTargets;
import org.tallystick.node.http.HttpTargets;
import org.tallystick.node.net.LinkTargets;
import org.tallystick.node.store.StoreTargets;
import org.tallystick.wallet.keystore.KeyFileTargets;

/** All decoders of the project. */
public final class Targets {
    private Targets() {}

    /** Those that read bytes or texts and nothing else. */
    public static List<Target> decoders() {
        List<Target> all = new ArrayList<>();
        for (Supplier<List<Target>> each : List.<Supplier<List<Target>>>of(
                GoldenTargets::all,
                PageTargets::all,
                ConsensusTargets::all,
                LinkTargets::all,
                StoreTargets::all,
                TextTargets::all,
                FileTargets::all,
                KeyFileTargets::all)) {
            all.addAll(each.get());
        }
        return List.copyOf(all);
    }

    /** Those that are reached through a whole HTTP server, which runs on until the end of the process. */
    public static List<Target> servers() {
        return HttpTargets.all();
    }
}
