@NullMarked
package org.tallystick.wallet;

import org.jspecify.annotations.NullMarked;
