/** Plain payments. May touch {@code operation} and below. */
@NullMarked
package org.tallystick.ledger.operation.transfer;

import org.jspecify.annotations.NullMarked;
