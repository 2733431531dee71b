package org.tallystick.testnet.load;

import org.tallystick.ledger.value.Amount;

/**
 * One row of a {@link TransferFile}.
 *
 * @param from the sender, named as the file names it
 * @param to the payee, who may be the sender
 * @param amount at least one base unit
 */
public record PastTransfer(String from, String to, Amount amount) {}
