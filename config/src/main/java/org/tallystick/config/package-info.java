@NullMarked
package org.tallystick.config;

import org.jspecify.annotations.NullMarked;
