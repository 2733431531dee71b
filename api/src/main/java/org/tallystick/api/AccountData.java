package org.tallystick.api;

import java.util.Optional;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;

/**
 * An account as of a final block. Every address has one: an address that was never paid holds nothing.
 *
 * @param exists whether the address was ever paid
 * @param name the name it holds
 * @param height the block as of which this is so
 */
public record AccountData(String address, Amount balance, boolean exists, Optional<String> name, Height height) {}
