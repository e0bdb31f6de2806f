package org.munet4j.run;

import java.util.Optional;

/** Whose cycle begins next and when each is published; used by one thread at a time. */
interface Lineup {
  /** How many cycles may run side by side. */
  int width();

  /** The next cycle; empty while there is none, perhaps until another one ends. */
  Optional<Begun> next();

  /** Takes what a cycle gave. */
  void ended(Begun.Ended ended);

  /** Whether every cycle has ended. */
  boolean isDone();

  /** After a stop: takes what waits for cycles that will not end. */
  void leave();
}
