/**
 * What a user signs: transactions. May touch {@code ruleset} and below.
 */
@NullMarked
package org.tallystick.ledger.transaction;

import org.jspecify.annotations.NullMarked;
