package org.munet4j.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds names that somebody may have meant. */
final class Near {
  private static final int SHOWN = 4;

  private Near() {}

  /** Up to four names by how little must be changed, those that contain the word first. */
  static String to(String word, Collection<String> names) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(Comparator.<String>comparingInt(n -> distance(wanted, n)).thenComparing(n -> n))
        .limit(SHOWN)
        .map(name -> "'" + name + "'")
        .collect(Collectors.joining(", "));
  }

  private static int distance(String wanted, String name) {
    String known = name.toLowerCase(Locale.ROOT);
    return !wanted.isEmpty() && known.contains(wanted) ? -1 : edits(wanted, known);
  }

  private static int edits(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] line = new int[right.length() + 1];
      line[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        int gap = 1 + Math.min(above[column], line[column - 1]);
        line[column] = Math.min(above[column - 1] + change, gap);
      }
      above = line;
    }
    return above[right.length()];
  }
}
