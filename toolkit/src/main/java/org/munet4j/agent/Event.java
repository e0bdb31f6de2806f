package org.munet4j.agent;

import org.munet4j.system.Child;
import org.munet4j.system.Publication;

/** What happens while an agent works; for progress bars and live charts. */
public sealed interface Event {
  /** Name of the task that is worked on. */
  String task();

  /** A cycle begins; it will train this many children, each validated so many times. */
  record CycleStarted(String task, int cycle, int children, int validations) implements Event {}

  /** A child was validated after one of its intervals, numbered from 0. */
  record Validated(String task, String child, int interval, double quality) implements Event {}

  /** A child has ended. */
  record ChildEnded(String task, Child child) implements Event {}

  /** A cycle has ended. */
  record CycleEnded(String task, Publication publication) implements Event {}

  /** Somebody else had closed the cycle before; this publication of theirs stands. */
  record CycleLost(String task, Publication winner) implements Event {}
}
