package org.tallystick.api;

/** What the API accepts at most; told to clients by {@code GET /v1/network}. */
public final class ApiLimits {
    /** Transactions in one submission. */
    public static final int BATCH_TRANSACTIONS = 1_000;

    /** Size of a request's body in bytes. */
    public static final int BODY_BYTES = 1024 * 1024;

    /** Items on one page of a list. */
    public static final int PAGE_ITEMS = 200;

    /** How long a submission waits for finality, in milliseconds. */
    public static final int WAIT_MS = 30_000;

    private ApiLimits() {}
}
