package org.tallystick.api;

/**
 * What waits for a block on this node.
 *
 * @param bytes sum of the encodings' sizes
 */
public record MempoolData(int transactions, long bytes) {}
