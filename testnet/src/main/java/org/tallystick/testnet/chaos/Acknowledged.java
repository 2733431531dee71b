package org.tallystick.testnet.chaos;

import org.tallystick.api.Inclusion;
import org.tallystick.ledger.crypto.Hash;

/**
 * A payment that a payer was told is final.
 *
 * @param payer who paid, and the next one was paid
 * @param baseUnits how much
 * @param inclusion where the node that told so has it
 */
record Acknowledged(Hash transactionId, long validUntilMs, int payer, long baseUnits, Inclusion inclusion) {}
