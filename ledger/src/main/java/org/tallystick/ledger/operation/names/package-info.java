/**
 * Unique account names: registered for a deposit, handed over with the receiver's consent, released to a rest. May touch {@code
 * operation} and below.
 */
@NullMarked
package org.tallystick.ledger.operation.names;

import org.jspecify.annotations.NullMarked;
