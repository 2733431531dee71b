package org.tallystick.api;

import java.util.List;

/** Whether a node takes transactions, and if not, why. */
public record ReadinessData(boolean ready, List<CheckData> checks) {
    public ReadinessData {
        checks = List.copyOf(checks);
    }
}
