package org.tallystick.config;

import java.util.Locale;
import org.tallystick.config.NodeConfig.Logging;

/**
 * Hands the logging settings to {@code logback.xml} of this module. Logging goes to standard error, one line an event;
 * who starts the process says where that goes.
 */
public final class LoggingSetup {
    private LoggingSetup() {}

    /** To be called before the first logger is asked for: logback reads its configuration once. */
    public static void apply(Logging logging) {
        System.setProperty("tallystick.log.level", logging.level().name().toLowerCase(Locale.ROOT));
        System.setProperty("tallystick.log.format", logging.format().name().toLowerCase(Locale.ROOT));
    }
}
