/**
 * Portable proofs of receipts and balances, checked against a genesis alone. May touch everything in this module.
 */
@NullMarked
package org.tallystick.ledger.proof;

import org.jspecify.annotations.NullMarked;
