package org.munet4j.kernel.engine;

/**
 * A word such as {@code %load} that a line of a cell may begin with. A class that is named in
 * {@code META-INF/services/org.munet4j.kernel.engine.Magic} becomes a magic of every cell.
 */
public interface Magic {
  /** The word behind the percent sign. */
  String name();

  /** What to write and what it does, in one line such as {@code %load FILE runs a file}. */
  String usage();

  /** Whether its words are names of files. */
  default boolean takesFiles() {
    return false;
  }

  /**
   * Does the work, on the thread of the cell.
   *
   * @param words what stands behind the name, without white space around it
   * @throws MagicException if the words are wrong or the work failed
   * @throws InterruptedException if the cell was stopped
   */
  void run(String words, Session session) throws MagicException, InterruptedException;
}
