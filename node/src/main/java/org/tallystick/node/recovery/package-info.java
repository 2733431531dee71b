/**
 * How a node votes again whose votes are lost, without contradicting them. For a node that is stopped; the operator's command
 * is {@code tally node recover}. May touch store, net, and the config, consensus and ledger modules.
 */
@NullMarked
package org.tallystick.node.recovery;

import org.jspecify.annotations.NullMarked;
