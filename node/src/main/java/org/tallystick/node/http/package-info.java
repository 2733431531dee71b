/**
 * The public HTTP API and the explorer, on virtual threads, over {@link org.tallystick.node.http.NodeFacade}. Parses,
 * bounds and renders; decides nothing.
 */
@NullMarked
package org.tallystick.node.http;

import org.jspecify.annotations.NullMarked;
