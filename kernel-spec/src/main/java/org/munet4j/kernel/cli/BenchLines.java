package org.munet4j.kernel.cli;

import java.util.function.Consumer;
import org.munet4j.internal.Require;

/**
 * Understands what a benchmark script prints while it runs.
 *
 * @param rounds how many rounds there will be
 * @param samples gets every measured number
 * @param progress gets sentences for people
 */
record BenchLines(int rounds, Consumer<BenchSample> samples, Consumer<String> progress) {
  /**
   * @param line words between tabs: "round", its number and the contender; "failed", the contender
   *     and why; or "value", the contender, the case, the unit and a number
   * @throws IllegalArgumentException if the line is none of these
   */
  void take(String line) {
    String[] words = line.split("\t", -1);
    String kind = words[0] + "/" + words.length;
    switch (kind) {
      case "round/3" -> progress.accept("round " + words[1] + " of " + rounds + ": " + words[2]);
      case "failed/3" -> progress.accept(words[1] + " is left out from here on: " + words[2]);
      case "value/5" -> samples.accept(new BenchSample(words[1], words[2], words[3], value(words)));
      default -> throw new IllegalArgumentException("a line of the script is not known: " + line);
    }
  }

  private static double value(String[] words) {
    if (words[4].equals("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(words[4]);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          Require.text("%s of %s is '%s', not a number", words[2], words[1], words[4]), wrong);
    }
  }
}
