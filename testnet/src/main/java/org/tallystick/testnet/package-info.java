@NullMarked
package org.tallystick.testnet;

import org.jspecify.annotations.NullMarked;
