package org.tallystick.wallet;

import java.util.concurrent.Callable;
import org.tallystick.config.ExitCode;
import org.tallystick.wallet.terminal.GroupVerb;
import org.tallystick.wallet.terminal.Surroundings;

/** What every verb of {@code tally wallet} is: one thing to do in a session. */
abstract class WalletSubcommand extends GroupVerb implements Callable<Integer> {
    private final Surroundings around;

    WalletSubcommand(Surroundings around) {
        this.around = around;
    }

    /** Does it. Failures are thrown; {@link org.tallystick.wallet.terminal.Failures} knows them. */
    abstract void run(Session session) throws Exception;

    @Override
    public final Integer call() throws Exception {
        run(Session.of(around, flags()));
        return ExitCode.DONE.number();
    }
}
