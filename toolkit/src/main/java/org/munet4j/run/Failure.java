package org.munet4j.run;

import org.munet4j.internal.Require;

/**
 * A cycle that ended with an exception; its agent rests until the next run.
 *
 * @param agent its name
 * @param task what it worked on
 * @param cycle its number
 * @param exception what was thrown
 */
public record Failure(String agent, String task, int cycle, RuntimeException exception) {
  @Override
  public String toString() {
    return Require.text("agent '%s' failed in cycle %d: %s", agent, cycle, exception.getMessage());
  }
}
