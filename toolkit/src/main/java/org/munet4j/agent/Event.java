package org.munet4j.agent;

import org.munet4j.system.Child;
import org.munet4j.system.Publication;

/** What happens while agents work; for progress bars and live charts. */
public sealed interface Event {
  /** Name of the agent that works. */
  String agent();

  /** Name of the task that is worked on. */
  String task();

  /** A cycle begins; it will train this many children, each validated so many times. */
  record CycleStarted(String agent, String task, int cycle, int children, int validations)
      implements Event {}

  /** A child was validated after one of its intervals, numbered from 0. */
  record Validated(String task, String child, int interval, double quality) implements Event {
    @Override
    public String agent() {
      return agentOf(child);
    }
  }

  /** A child has ended. */
  record ChildEnded(String task, Child child) implements Event {
    @Override
    public String agent() {
      return agentOf(child.id());
    }
  }

  /** A cycle has ended. */
  record CycleEnded(String task, Publication publication) implements Event {
    @Override
    public String agent() {
      return publication.agent();
    }
  }

  /** Somebody else had closed the cycle before; this publication of theirs stands. */
  record CycleLost(String task, Publication winner) implements Event {
    @Override
    public String agent() {
      return winner.agent();
    }
  }

  /** A cycle ended with an exception and publishes nothing; its agent rests, others go on. */
  record CycleFailed(String agent, String task, int cycle, RuntimeException failure)
      implements Event {}

  /** The agent whose child this is: its id without the numbers of cycle and child. */
  private static String agentOf(String child) {
    return child.replaceFirst("\\.[^.]*\\.[^.]*$", "");
  }
}
