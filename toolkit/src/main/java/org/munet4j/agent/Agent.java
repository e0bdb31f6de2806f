package org.munet4j.agent;

import java.util.SortedMap;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;

/**
 * One method that works on one task. An agent sees the system as it was when its cycle began and
 * answers what should be published; it knows no store, no screen and no other agent.
 */
public interface Agent {
  /** What the agent works on. */
  Task task();

  /**
   * Under which name it publishes; two agents that work on one task need two names. The ids of its
   * children begin with it.
   */
  default String name() {
    return task().name();
  }

  /**
   * All that decides what it publishes but for the system and the cycle, by name, in plain words. A
   * store records them, and a cycle is neither gone on with nor answered from there under others.
   * Where none were recorded, nothing is compared.
   */
  SortedMap<String, String> settings();

  /**
   * One cycle of work.
   *
   * @param cycle number of the cycle, from 0; with the agent's seed it fixes every random draw
   */
  Publication cycle(MultitaskSystem system, int cycle, Context context);
}
