/**
 * Whole nodes on one thread and a virtual clock, every choice from one seed: the core that also runs in production, over
 * simulated strands, links and disks. {@link org.tallystick.node.simulation.Run} is one run, {@link
 * org.tallystick.node.simulation.Plan} what its seed chose. Nothing here reads a clock, sleeps or opens a file.
 */
@NullMarked
package org.tallystick.node.simulation;

import org.jspecify.annotations.NullMarked;
