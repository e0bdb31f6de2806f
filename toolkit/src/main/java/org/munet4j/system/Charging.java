package org.munet4j.system;

/** Who pays for a component that several use (muNet family, §2.11). */
public enum Charging {
  /** The tasks whose models use it; papers 1 and 2. */
  TASKS,
  /** The root pays a task's part for each of its components, too; papers 3 to 5. */
  TASKS_AND_ROOT
}
