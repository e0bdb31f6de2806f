package org.munet4j.run;

/** When the agents of a run work, and what of each other they see. */
public sealed interface Order {
  /** One after the other; each sees all that was published before. */
  record InTurn() implements Order {}

  /**
   * Side by side in rounds. Each agent works one cycle on the system as it was when the round
   * began, and all is published in the order of the agents: the result does not depend on slots.
   */
  record Rounds() implements Order {}

  /**
   * Side by side; a slot that is free takes the agent with the fewest cycles, which sees what is
   * published by then and publishes when it is ready.
   */
  record Free() implements Order {}

  /** As an earlier run did. */
  record Replay(Schedule schedule) implements Order {}
}
