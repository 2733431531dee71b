package org.tallystick.api;

import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;

/** The stable names of everything a node refuses over HTTP: the ledger's refusals and those of HTTP itself. */
public enum ProblemCode {
    BAD_ENCODING(400, false),
    BAD_PARAMETER(400, false),
    BAD_ADDRESS(400, false),
    FOREIGN_ADDRESS(400, false),
    TRANSACTION_TOO_LARGE(400, false),
    NOT_FOUND(404, false),
    METHOD_NOT_ALLOWED(405, false),
    NOT_FINAL(409, true),
    IDEMPOTENCY_CONFLICT(409, false),
    ALREADY_INCLUDED(409, false),
    BODY_TOO_LARGE(413, false),
    URI_TOO_LONG(414, false),
    UNSUPPORTED_MEDIA_TYPE(415, false),
    WRONG_NETWORK(422, false),
    NO_OPERATIONS(422, false),
    TOO_MANY_OPERATIONS(422, false),
    MEMO_TOO_LONG(422, false),
    AMOUNT_ZERO(422, false),
    AMOUNT_OVERFLOW(422, false),
    FEE_TOO_LOW(422, false),
    EXPIRED(422, false),
    TOO_FAR_AHEAD(422, false),
    UNAUTHORIZED(422, false),
    HIGH_S(422, false),
    BAD_SIGNATURE(422, false),
    UNKNOWN_ACCOUNT(422, true),
    INSUFFICIENT_FUNDS(422, true),
    BAD_NAME(422, false),
    NAME_RESERVED(422, false),
    NAME_TAKEN(422, true),
    NAME_RESTS(422, true),
    HAS_NAME(422, true),
    NO_NAME(422, true),
    NOT_OFFERED(422, true),
    WRONG_DEPOSIT(422, true),
    MEMPOOL_FULL(429, true),
    TOO_MANY_REQUESTS(429, true),
    HEADERS_TOO_LARGE(431, false),
    INTERNAL(500, true),
    NODE_NOT_READY(503, true);

    private final int status;
    private final boolean retryable;

    ProblemCode(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the very same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** The HTTP status in words. */
    public String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    /** The code of the same name; {@code ProblemCodeTest} holds that there is one for each. */
    public static ProblemCode of(RefusalCode code) {
        return valueOf(code.name());
    }

    /** The problem that tells of a refusal. */
    public static Problem problemOf(Refusal refusal) {
        Problem problem = Problem.of(of(refusal.code()), refusal.detail());
        if (refusal.operationIndex().isPresent()) {
            problem = problem.ofOperation(refusal.operationIndex().getAsInt());
        }
        return refusal.firstTransaction().map(problem::after).orElse(problem);
    }
}
