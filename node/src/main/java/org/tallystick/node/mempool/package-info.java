/** Transactions that wait for a block, bounded in number, bytes and per sender; admission, which lets them in. May touch the ledger module and {@code store}. */
@NullMarked
package org.tallystick.node.mempool;

import org.jspecify.annotations.NullMarked;
