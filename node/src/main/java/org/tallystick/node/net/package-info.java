/** Authenticated links to the other authorities: Netty, TLS 1.3, bounded frames. Knows messages, not their meaning. */
@NullMarked
package org.tallystick.node.net;

import org.jspecify.annotations.NullMarked;
