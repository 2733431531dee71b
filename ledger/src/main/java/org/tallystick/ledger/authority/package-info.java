/** Who runs the network. May touch {@code crypto}, {@code value} and {@code codec}. */
@NullMarked
package org.tallystick.ledger.authority;

import org.jspecify.annotations.NullMarked;
