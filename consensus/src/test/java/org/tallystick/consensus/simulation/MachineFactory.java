package org.tallystick.consensus.simulation;

import java.util.List;
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Setup;
import org.tallystick.consensus.Simplex;

/** Makes the machines of a simulation, as {@link Simplex#recover} does or with a planted bug. */
@FunctionalInterface
public interface MachineFactory {
    Simplex recover(Setup setup, FinalTip tip, List<LogRecord> log);
}
