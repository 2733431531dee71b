/**
 * Breaks a running network by a seeded schedule while payers use it, and checks from outside that it kept its word: what the
 * nodes' API tells is all that is looked at. May use the load and network packages.
 */
@NullMarked
package org.tallystick.testnet.chaos;

import org.jspecify.annotations.NullMarked;
