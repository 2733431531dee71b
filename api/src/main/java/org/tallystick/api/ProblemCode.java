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

    /** The code of the same name. */
    public static ProblemCode of(RefusalCode code) {
        return switch (code) {
            case BAD_ENCODING -> BAD_ENCODING;
            case TRANSACTION_TOO_LARGE -> TRANSACTION_TOO_LARGE;
            case WRONG_NETWORK -> WRONG_NETWORK;
            case NO_OPERATIONS -> NO_OPERATIONS;
            case TOO_MANY_OPERATIONS -> TOO_MANY_OPERATIONS;
            case MEMO_TOO_LONG -> MEMO_TOO_LONG;
            case AMOUNT_ZERO -> AMOUNT_ZERO;
            case AMOUNT_OVERFLOW -> AMOUNT_OVERFLOW;
            case FEE_TOO_LOW -> FEE_TOO_LOW;
            case EXPIRED -> EXPIRED;
            case TOO_FAR_AHEAD -> TOO_FAR_AHEAD;
            case UNAUTHORIZED -> UNAUTHORIZED;
            case HIGH_S -> HIGH_S;
            case BAD_SIGNATURE -> BAD_SIGNATURE;
            case UNKNOWN_ACCOUNT -> UNKNOWN_ACCOUNT;
            case INSUFFICIENT_FUNDS -> INSUFFICIENT_FUNDS;
            case IDEMPOTENCY_CONFLICT -> IDEMPOTENCY_CONFLICT;
            case BAD_ADDRESS -> BAD_ADDRESS;
            case FOREIGN_ADDRESS -> FOREIGN_ADDRESS;
            case MEMPOOL_FULL -> MEMPOOL_FULL;
            case NODE_NOT_READY -> NODE_NOT_READY;
            case ALREADY_INCLUDED -> ALREADY_INCLUDED;
        };
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
