package org.tallystick.api;

/**
 * One condition of readiness.
 *
 * @param reason why it does not hold; empty when it does
 */
public record CheckData(String name, boolean passed, String reason) {}
