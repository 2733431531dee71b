/** A small real network and a person at a terminal, for tests of whole commands. */
@NullMarked
package org.tallystick.wallet.testing;

import org.jspecify.annotations.NullMarked;
