/**
 * Whole networks of state machines in one thread: a virtual clock, a virtual network, virtual disks, and every choice from
 * one seed. Checkers look on after every step.
 */
@NullMarked
package org.tallystick.consensus.simulation;

import org.jspecify.annotations.NullMarked;
