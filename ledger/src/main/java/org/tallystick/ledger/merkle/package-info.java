/**
 * Merkle trees: RFC 6962 lists and the sparse state tree. May touch {@code codec} and {@code crypto}.
 */
@NullMarked
package org.tallystick.ledger.merkle;

import org.jspecify.annotations.NullMarked;
