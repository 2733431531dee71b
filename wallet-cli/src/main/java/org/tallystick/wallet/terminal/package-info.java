/**
 * What every command shares: its surroundings, the global flags, output as text or JSON, failures and exit codes.
 */
@NullMarked
package org.tallystick.wallet.terminal;

import org.jspecify.annotations.NullMarked;
