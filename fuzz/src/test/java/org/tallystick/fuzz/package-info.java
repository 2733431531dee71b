/**
 * Arbitrary bytes against every decoder of the project. {@link org.tallystick.fuzz.Targets} lists the decoders; whatever
 * they are given, they refuse it in the way they say or return a value that is written as exactly the same bytes. The
 * packages beside this one, named like those of the other modules, reach decoders that are not public.
 */
@NullMarked
package org.tallystick.fuzz;

import org.jspecify.annotations.NullMarked;
