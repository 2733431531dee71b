/** The one thread that owns consensus and carries out what the state machine asks. May touch every package of this module but {@code http}. */
@NullMarked
package org.tallystick.node.engine;

import org.jspecify.annotations.NullMarked;
