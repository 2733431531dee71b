/** What the tests of this module share: a small network and chains of real blocks. */
@NullMarked
package org.tallystick.node.testing;

import org.jspecify.annotations.NullMarked;
