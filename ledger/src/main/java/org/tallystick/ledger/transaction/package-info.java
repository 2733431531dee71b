/**
 * What a user signs: transactions and their operations. May touch {@code value} and below.
 */
@NullMarked
package org.tallystick.ledger.transaction;

import org.jspecify.annotations.NullMarked;
