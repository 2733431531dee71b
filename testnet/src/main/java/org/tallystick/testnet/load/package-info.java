/**
 * Load for a network and its proof: replays transfers from a file, measures payments, and checks the outcome against a plain
 * recomputation. May sign, and speak to nodes through the API's client; knows nothing of processes and folders.
 */
@NullMarked
package org.tallystick.testnet.load;

import org.jspecify.annotations.NullMarked;
