package org.tallystick.api.client;

import org.tallystick.api.Problem;

/** The node answered, and refused: {@link #problem()} says why. */
public final class ApiException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ApiException(Problem problem) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The problem's stable code. */
    public String code() {
        return problem.code();
    }
}
