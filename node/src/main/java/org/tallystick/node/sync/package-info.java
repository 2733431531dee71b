/**
 * Catch-up by ranges of final blocks: whom to ask, what to believe, what to answer. Everything here is told the time and
 * does no network I/O of its own. May touch the store's reader and the network's messages.
 */
@NullMarked
package org.tallystick.node.sync;

import org.jspecify.annotations.NullMarked;
