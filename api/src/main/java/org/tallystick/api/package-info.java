@NullMarked
package org.tallystick.api;

import org.jspecify.annotations.NullMarked;
