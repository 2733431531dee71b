/** Tests of the HTTP API, by its typed client and by raw requests, against a node with a real ledger. */
@NullMarked
package org.tallystick.node.http;

import org.jspecify.annotations.NullMarked;
