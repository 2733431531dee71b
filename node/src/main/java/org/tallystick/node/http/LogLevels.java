package org.tallystick.node.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** How much is logged by whom, while the node runs; a restart goes back to what its settings say. */
final class LogLevels {
    /** More loggers than the node has, and few enough to be remembered for ever. */
    private static final int MAX_LOGGERS = 2_000;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    /** Those loggers that have a level of their own; the others have that of the nearest one above. */
    Map<String, String> all() {
        Map<String, String> levels = new TreeMap<>();
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null) {
                levels.put(logger.getName(), logger.getLevel().levelStr);
            }
        }
        return levels;
    }

    /**
     * Sets the level of a logger and of those below it.
     *
     * @param level empty to give it that of the nearest one above again
     * @return whether there is room for one more logger
     */
    boolean set(String logger, Optional<String> level) {
        if (context.exists(logger) == null && context.getLoggerList().size() >= MAX_LOGGERS) {
            return false;
        }
        context.getLogger(logger).setLevel(level.map(Level::valueOf).orElse(null));
        return true;
    }
}
