/** The typed client of a node's HTTP API. May touch {@code org.tallystick.api} and {@code java.net.http}. */
@NullMarked
package org.tallystick.api.client;

import org.jspecify.annotations.NullMarked;
