package org.tallystick.node.simulation;

import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Verifier;

/** Checks simulated signatures in the time that real ones take: the strand that asks is busy for so long. */
record ChargingVerifier(SimulatedKeys keys, Machine machine, Costs costs) implements Verifier {

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        machine.spend(costs.signature());
        return keys.verify(key, message, signature);
    }
}
