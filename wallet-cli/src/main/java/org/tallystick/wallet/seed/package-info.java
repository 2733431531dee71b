/**
 * From recovery words to a key: BIP-39 and SLIP-10 for P-256. Pure, but for the word list, which is a resource.
 */
@NullMarked
package org.tallystick.wallet.seed;

import org.jspecify.annotations.NullMarked;
