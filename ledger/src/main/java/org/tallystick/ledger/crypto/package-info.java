/**
 * Hashes, P-256 keys and signatures. May touch {@code codec} and the security providers, nothing else.
 */
@NullMarked
package org.tallystick.ledger.crypto;

import org.jspecify.annotations.NullMarked;
