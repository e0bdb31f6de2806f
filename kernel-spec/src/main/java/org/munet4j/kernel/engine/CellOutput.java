package org.munet4j.kernel.engine;

/** Where the text goes that a cell prints; called by the threads of the cell. */
public interface CellOutput {
  void out(String text);

  void err(String text);
}
