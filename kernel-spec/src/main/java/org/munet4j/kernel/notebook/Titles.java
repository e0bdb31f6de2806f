package org.munet4j.kernel.notebook;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a cell is called on the terminal. */
final class Titles {
  private Titles() {}

  /** The heading right above a code cell, else its first telling line. */
  static String of(List<Cell> cells, int index) {
    Optional<String> heading = index == 0 ? Optional.empty() : cells.get(index - 1).heading();
    return heading.orElseGet(() -> firstLine(cells.get(index).source()));
  }

  private static String firstLine(String source) {
    return source
        .lines()
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .filter(line -> !line.startsWith("import "))
        .findFirst()
        .or(() -> source.lines().findFirst())
        .map(line -> line.replaceFirst("^//\\s*", ""))
        .orElse("");
  }
}
