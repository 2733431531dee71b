/**
 * Every setting, typed, documented, defaulted and validated once: the genesis file, a node's settings and key, the
 * endpoints of a testnet, which network a command means, and logging. May touch {@code ledger} and the file system. What
 * a file says wrongly is a {@link org.tallystick.config.ConfigException} that names the file, the key and the way out.
 */
@NullMarked
package org.tallystick.config;

import org.jspecify.annotations.NullMarked;
