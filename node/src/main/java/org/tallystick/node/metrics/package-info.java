/** What the node measures of itself, for Prometheus. Never labelled by account. May touch Micrometer and the node's store types. */
@NullMarked
package org.tallystick.node.metrics;

import org.jspecify.annotations.NullMarked;
