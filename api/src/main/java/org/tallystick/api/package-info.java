/**
 * The HTTP contract of a node: the records that travel as JSON, the errors, the portable proof files, and
 * {@code openapi.yaml}, which describes all of it. May touch the ledger module and Jackson.
 *
 * <p>In JSON, amounts are strings of base units ({@code "125000000"}), hashes, keys and signatures are lower-case hex, times are
 * milliseconds since 1970 UTC, and what is not there is left out.
 */
@NullMarked
package org.tallystick.api;

import org.jspecify.annotations.NullMarked;
