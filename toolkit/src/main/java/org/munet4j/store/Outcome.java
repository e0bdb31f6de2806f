package org.munet4j.store;

/** What became of an attempt to close a cycle. */
public sealed interface Outcome {
  /** The commit that closed the cycle, whoever wrote it. */
  Commit commit();

  /** This attempt closed the cycle. */
  record Won(Commit commit) implements Outcome {}

  /** Another attempt had closed it before; this one published nothing. */
  record Lost(Commit commit) implements Outcome {}

  default boolean isWon() {
    return this instanceof Won;
  }
}
