/**
 * The small value types of the ledger: amounts, addresses, heights, views. May touch {@code codec} and {@code crypto}.
 */
@NullMarked
package org.tallystick.ledger.value;

import org.jspecify.annotations.NullMarked;
