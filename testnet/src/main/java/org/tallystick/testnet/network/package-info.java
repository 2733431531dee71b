/**
 * A local network as files and processes: founds it, starts and ends its nodes, and says how they are. May touch files and
 * processes; speaks to nodes only through the API's client.
 */
@NullMarked
package org.tallystick.testnet.network;

import org.jspecify.annotations.NullMarked;
