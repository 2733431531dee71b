/**
 * Proofs as portable JSON files: written by a node, kept by people, read strictly. May touch {@code org.tallystick.api} and the
 * ledger's proofs.
 */
@NullMarked
package org.tallystick.api.proof;

import org.jspecify.annotations.NullMarked;
