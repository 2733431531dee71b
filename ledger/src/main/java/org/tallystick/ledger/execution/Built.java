package org.tallystick.ledger.execution;

import java.util.List;

/**
 * A block made of candidates.
 *
 * @param refused the candidates that were looked at and left out, as they may not stand in this block; those beyond the
 *     block's limits were not looked at
 */
public record Built(Executed executed, List<Refused> refused) {
    public Built {
        refused = List.copyOf(refused);
    }
}
