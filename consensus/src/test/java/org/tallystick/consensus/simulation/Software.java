package org.tallystick.consensus.simulation;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Simplex;

/**
 * What the simulated nodes run.
 *
 * @param written what a host writes to its disk of what it was told to persist
 * @param certificatesVerify whether certificates are checked by the ledger's rules; if not, only what they lead to is
 */
public record Software(MachineFactory machines, UnaryOperator<List<LogRecord>> written, boolean certificatesVerify) {
    /** As it should be. */
    public static final Software CORRECT = new Software(Simplex::recover, UnaryOperator.identity(), true);
}
