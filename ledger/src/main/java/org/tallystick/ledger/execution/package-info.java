/**
 * Applies transactions to a state: validation, receipts, blocks. May touch {@code state}, {@code block} and below.
 */
@NullMarked
package org.tallystick.ledger.execution;

import org.jspecify.annotations.NullMarked;
