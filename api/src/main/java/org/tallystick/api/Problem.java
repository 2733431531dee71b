package org.tallystick.api;

import java.util.Optional;
import org.tallystick.ledger.crypto.Hash;

/**
 * Why something was refused, as RFC 9457 problem details.
 *
 * @param type a URN made of the code
 * @param title the HTTP status in words
 * @param status HTTP status
 * @param code stable name: a {@link ProblemCode}, or one of a newer version
 * @param detail one plain sentence
 * @param retryable whether the very same request may succeed later
 * @param transactionId the transaction at fault, where known
 * @param operationIndex the operation at fault, from 0, where known
 * @param firstTransactionId the earlier transaction that holds the idempotency key, on a conflict
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        boolean retryable,
        Optional<Hash> transactionId,
        Optional<Integer> operationIndex,
        Optional<Hash> firstTransactionId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(
                "urn:tallystick:problem:" + code.name(),
                code.title(),
                code.status(),
                code.name(),
                detail,
                code.retryable(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Problem ofTransaction(Hash id) {
        return new Problem(
                type, title, status, code, detail, retryable, Optional.of(id), operationIndex, firstTransactionId);
    }

    public Problem ofOperation(int index) {
        return new Problem(
                type, title, status, code, detail, retryable, transactionId, Optional.of(index), firstTransactionId);
    }

    public Problem after(Hash firstTransaction) {
        return new Problem(
                type,
                title,
                status,
                code,
                detail,
                retryable,
                transactionId,
                operationIndex,
                Optional.of(firstTransaction));
    }
}
