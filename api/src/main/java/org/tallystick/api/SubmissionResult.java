package org.tallystick.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of one transaction of a batch, told apart by {@code result}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SubmissionResult.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = SubmissionResult.Refused.class, name = "refused")
})
public sealed interface SubmissionResult {

    /** In the mempool or final already. */
    record Accepted(TransactionStatus status) implements SubmissionResult {}

    /** Not taken. */
    record Refused(Problem problem) implements SubmissionResult {}
}
