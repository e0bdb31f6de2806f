package org.munet4j.tensor;

import java.util.SortedSet;

/** Named arrays in a file that somebody else wrote; read one at a time, as float32. */
public interface WeightFile extends AutoCloseable {
  /** What to call the file in a message. */
  String file();

  /** Names of all arrays. */
  SortedSet<String> names();

  /**
   * Reads one array.
   *
   * @param name one of {@link #names()}
   */
  Tensor tensor(String name);

  @Override
  void close();
}
