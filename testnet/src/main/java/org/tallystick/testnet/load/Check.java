package org.tallystick.testnet.load;

/**
 * Something that was verified after a run.
 *
 * @param detail figures when it holds, and what is wrong when it does not
 */
public record Check(String name, boolean passed, String detail) {}
