package org.tallystick.wallet.terminal;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class BuiltVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Optional<String> version =
                Optional.ofNullable(BuiltVersion.class.getPackage().getImplementationVersion());
        return new String[] {"tally " + version.orElse("(development)")};
    }
}
