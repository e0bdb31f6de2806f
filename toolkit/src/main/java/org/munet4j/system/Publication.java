package org.munet4j.system;

import java.util.List;
import java.util.Optional;

/**
 * What an agent answers after one cycle.
 *
 * @param agent its name; with the cycle it names the publication
 * @param task what the agent works on
 * @param cycle number of the cycle, from 0
 * @param best the model to publish; empty where none was found
 * @param children every child that was trained
 * @param isStopped whether a stop ended the cycle early
 */
public record Publication(
    String agent,
    String task,
    int cycle,
    Optional<Model> best,
    List<Child> children,
    boolean isStopped) {
  public Publication {
    children = List.copyOf(children);
  }

  /** A publication of the agent that is named like its task. */
  public Publication(
      String task, int cycle, Optional<Model> best, List<Child> children, boolean isStopped) {
    this(task, task, cycle, best, children, isStopped);
  }
}
