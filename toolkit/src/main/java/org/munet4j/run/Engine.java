package org.munet4j.run;

import java.util.concurrent.CompletableFuture;
import org.munet4j.train.Slots;

/**
 * Where cycles are worked on. What goes in and comes out is plain text, so an engine may lie in
 * this process or elsewhere; what is published lies in the order's folder.
 */
public interface Engine extends AutoCloseable {
  /**
   * Works on a cycle as soon as a slot is free.
   *
   * @return the report; it never ends with an exception but where the toolkit itself is broken
   */
  CompletableFuture<CycleReport> submit(CycleOrder order);

  /** How many orders it works on at a time. */
  int slots();

  /** Stops what runs within a step and waits for it; a second time does nothing. */
  @Override
  void close();

  /**
   * Threads of this process.
   *
   * @param slots orders at a time
   * @param children that each of them trains side by side
   */
  static Engine inProcess(int slots, Slots children) {
    return new ThreadEngine(slots, children);
  }

  /** Processes of their own, one for each slot, with the Java and the class path of this one. */
  static Engine ofProcesses(int slots) {
    return new ProcessEngine(slots);
  }
}
