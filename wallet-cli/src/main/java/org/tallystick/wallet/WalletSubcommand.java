package org.tallystick.wallet;

import java.util.concurrent.Callable;
import org.tallystick.wallet.terminal.CommandLines;
import org.tallystick.wallet.terminal.ExitCode;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Mixin;

/** What every verb of {@code tally wallet} is: global flags, and one thing to do in a session. */
abstract class WalletSubcommand implements Callable<Integer>, CommandLines.Flagged {
    @Mixin
    private final GlobalFlags flags = new GlobalFlags();

    private final Surroundings around;

    WalletSubcommand(Surroundings around) {
        this.around = around;
    }

    /** Does it. Failures are thrown; {@link org.tallystick.wallet.terminal.Failures} knows them. */
    abstract void run(Session session) throws Exception;

    @Override
    public final GlobalFlags flags() {
        return flags;
    }

    @Override
    public final Integer call() throws Exception {
        run(Session.of(around, flags));
        return ExitCode.DONE.number();
    }
}
