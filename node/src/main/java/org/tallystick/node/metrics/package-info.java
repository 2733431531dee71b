/** What the node measures of itself, for Prometheus. Never labelled by account. May touch Micrometer, {@code store} and {@code net}. */
@NullMarked
package org.tallystick.node.metrics;

import org.jspecify.annotations.NullMarked;
