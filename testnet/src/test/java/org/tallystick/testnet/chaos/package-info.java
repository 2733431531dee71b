/** Tests of those who watch over a run, against nodes that break their word. */
@NullMarked
package org.tallystick.testnet.chaos;

import org.jspecify.annotations.NullMarked;
