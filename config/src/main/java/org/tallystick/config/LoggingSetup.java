package org.tallystick.config;

import java.nio.file.Path;
import java.util.Locale;
import org.tallystick.config.NodeConfig.Logging;

/**
 * Hands the logging settings to {@code logback.xml} of this module. Logging goes to standard error, one line an event, where
 * who starts the process says what is kept; or to a file that is set aside when it is full, so that all of them together stay
 * below a bound.
 */
public final class LoggingSetup {
    /** The file, and as many set aside before it, as {@code logging-file-*.xml} say. */
    private static final int FILES = 8;

    /** The file to log to where the settings name none, for who starts nodes that were set up by others. */
    public static final String FILE_PROPERTY = "tallystick.log.file";

    private LoggingSetup() {}

    /** To be called before the first logger is asked for: logback reads its configuration once. */
    public static void apply(Logging logging) {
        System.setProperty("tallystick.log.level", logging.level().name().toLowerCase(Locale.ROOT));
        System.setProperty("tallystick.log.format", logging.format().name().toLowerCase(Locale.ROOT));
        System.setProperty("tallystick.log.fileSize", Long.toString(logging.maxBytes() / FILES));
        Path file = logging.toFile() ? logging.file() : Path.of(System.getProperty(FILE_PROPERTY, ""));
        System.setProperty("tallystick.log.target", file.toString().isEmpty() ? "stderr" : "file");
        System.setProperty(FILE_PROPERTY, file.toString());
    }
}
