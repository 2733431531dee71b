/** Catch-up by ranges of final blocks. */
@NullMarked
package org.tallystick.node.sync;

import org.jspecify.annotations.NullMarked;
