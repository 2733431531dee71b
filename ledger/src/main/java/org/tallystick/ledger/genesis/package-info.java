/**
 * The founding facts of a network; their hash is its identity. May touch {@code authority} and below.
 */
@NullMarked
package org.tallystick.ledger.genesis;

import org.jspecify.annotations.NullMarked;
