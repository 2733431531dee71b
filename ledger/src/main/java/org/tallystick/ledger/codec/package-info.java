/**
 * Borsh, the one encoding of everything that is hashed, signed, gossiped or stored. Depends on nothing.
 */
@NullMarked
package org.tallystick.ledger.codec;

import org.jspecify.annotations.NullMarked;
