/**
 * Payments: made, signed, written to files, delivered exactly once. May touch the API client and the file system.
 */
@NullMarked
package org.tallystick.wallet.payment;

import org.jspecify.annotations.NullMarked;
