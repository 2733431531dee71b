/**
 * The command-line wallet: one class per command, each a thin shell over {@code keystore}, {@code payment} and the API
 * client. May touch everything in this module.
 */
@NullMarked
package org.tallystick.wallet;

import org.jspecify.annotations.NullMarked;
