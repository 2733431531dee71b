/**
 * What every kind of operation must tell, and what it may do: forms and fields, refusals, context, records, work that is due.
 * May touch {@code genesis}, {@code state} and below.
 */
@NullMarked
package org.tallystick.ledger.operation;

import org.jspecify.annotations.NullMarked;
