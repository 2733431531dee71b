/**
 * How operations and records are written as JSON, described and read back: all of it from their forms in the ledger, so that a
 * new kind needs nothing here. May touch the ledger module and Jackson.
 */
@NullMarked
package org.tallystick.api.operation;

import org.jspecify.annotations.NullMarked;
