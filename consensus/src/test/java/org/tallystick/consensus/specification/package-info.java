/** The voting rules in TLA+ ({@code docs/spec}), given to the model checker. */
@NullMarked
package org.tallystick.consensus.specification;

import org.jspecify.annotations.NullMarked;
