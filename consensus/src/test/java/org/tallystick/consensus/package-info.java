@NullMarked
package org.tallystick.consensus;

import org.jspecify.annotations.NullMarked;
