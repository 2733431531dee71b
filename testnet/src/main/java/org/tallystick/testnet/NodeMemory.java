package org.tallystick.testnet;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.testnet.network.NodeProcess;
import org.tallystick.testnet.network.ProcessFacts;
import org.tallystick.testnet.network.Testnet;

/** Resident memory of a node's process, in bytes: now, and at its highest since it started. */
record NodeMemory(String name, long residentBytes, long peakResidentBytes) {
    private static final long MIB = 1024 * 1024;

    /** Of the nodes that run, where the system tells. */
    static List<NodeMemory> of(Testnet testnet) {
        List<NodeMemory> found = new ArrayList<>();
        for (NodeProcess node : testnet.nodes()) {
            node.running()
                    .ifPresent(process -> ProcessFacts.residentBytes(process.pid())
                            .ifPresent(resident -> found.add(new NodeMemory(
                                    node.folder().name(),
                                    resident,
                                    ProcessFacts.peakResidentBytes(process.pid())
                                            .orElse(resident)))));
        }
        return found;
    }

    long residentMiB() {
        return residentBytes / MIB;
    }

    long peakMiB() {
        return peakResidentBytes / MIB;
    }
}
