/**
 * Blocks, votes and finality certificates. May touch {@code transaction}, {@code merkle} and below.
 */
@NullMarked
package org.tallystick.ledger.block;

import org.jspecify.annotations.NullMarked;
