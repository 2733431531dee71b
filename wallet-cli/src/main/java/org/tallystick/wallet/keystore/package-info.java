/**
 * Key files: one JSON per key, the secret under a passphrase. May touch the file system; asks nobody anything.
 */
@NullMarked
package org.tallystick.wallet.keystore;

import org.jspecify.annotations.NullMarked;
