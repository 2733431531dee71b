/** How much one remote address may take of what all share. Depends on the ledger's byte strings alone. */
@NullMarked
package org.tallystick.node.limit;

import org.jspecify.annotations.NullMarked;
