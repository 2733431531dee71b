/**
 * What the ledger remembers between blocks, as tables under one root, and how a block changes them. May touch {@code merkle},
 * {@code value} and below.
 */
@NullMarked
package org.tallystick.ledger.state;

import org.jspecify.annotations.NullMarked;
