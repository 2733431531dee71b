/**
 * What the ledger remembers between blocks, as keyed parts under one root. May touch {@code transaction}, {@code merkle} and below.
 */
@NullMarked
package org.tallystick.ledger.state;

import org.jspecify.annotations.NullMarked;
