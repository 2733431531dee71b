package org.tallystick.api;

import java.util.List;

/** One result per transaction of a batch, in their order. */
public record BatchResult(List<SubmissionResult> results) {
    public BatchResult {
        results = List.copyOf(results);
    }
}
