/**
 * Makes and checks blocks: the work that is due, then transactions, then fees; receipts and records. May touch {@code ruleset},
 * {@code block} and below.
 */
@NullMarked
package org.tallystick.ledger.execution;

import org.jspecify.annotations.NullMarked;
