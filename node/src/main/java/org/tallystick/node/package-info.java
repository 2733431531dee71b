/** The program {@code tally node}. */
@NullMarked
package org.tallystick.node;

import org.jspecify.annotations.NullMarked;
