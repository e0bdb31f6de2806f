package org.munet4j.kernel.notebook;

import org.munet4j.notebook.Bundle;

/** Who is told how a run goes, while it goes. Cells are counted from 1. */
public interface RunLog {
  /** Nobody is told. */
  RunLog SILENT = new RunLog() {};

  default void began(int cell, int cells, String title) {}

  /** The running cell printed something; may come from any thread. */
  default void printed(String text) {}

  /** The running cell showed something or replaced it; may come from any thread. */
  default void shown(Bundle bundle) {}

  default void ended(int cell, double seconds, String outcome) {}

  /** Whether somebody watches. */
  default boolean isLive() {
    return false;
  }
}
