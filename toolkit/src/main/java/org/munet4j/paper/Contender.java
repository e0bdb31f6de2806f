package org.munet4j.paper;

import java.util.function.BiFunction;
import org.munet4j.agent.Agent;
import org.munet4j.task.Task;

/**
 * A method that is measured on a benchmark.
 *
 * @param method such as munet or freeze
 * @param setting what tells it from others of the method, such as {@code size 0.9}; may be empty
 * @param cycles how often its agents go over the tasks
 * @param agent makes its agent for a task and a seed
 */
public record Contender(
    String method, String setting, int cycles, BiFunction<Task, Long, Agent> agent) {

  @Override
  public String toString() {
    return setting.isEmpty() ? method : method + ", " + setting;
  }
}
