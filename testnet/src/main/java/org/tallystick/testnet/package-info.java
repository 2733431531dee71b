/**
 * The {@code tally testnet} commands: a local network of real node processes to start, load, break and measure. Turns
 * arguments into calls of {@code network} and {@code load}, and their results into text, JSON and exit codes.
 */
@NullMarked
package org.tallystick.testnet;

import org.jspecify.annotations.NullMarked;
