package org.munet4j.run;

import org.munet4j.internal.Require;

/** An agent failed; what was published before it is not lost. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Run.Result result;

  RunFailedException(Failure failure, Run.Result result) {
    super(
        Require.text(
            "the agent on task '%s' failed: %s; %d publications before it are kept, see result()",
            failure.task(), failure.exception().getMessage(), result.history().size()),
        failure.exception());
    this.result = result;
  }

  /** The system and the history up to the failure. */
  public Run.Result result() {
    return result;
  }
}
