package org.munet4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Text that must fit into a drawing, whose reader's fonts nobody knows. */
final class Words {
  /** A wide font's mean letter, as a part of the type size. */
  private static final double LETTER = 0.6;

  private Words() {}

  /** An upper estimate of the width in pixels. */
  static double width(String text, double size) {
    return LETTER * size * text.codePointCount(0, text.length());
  }

  /** The text, cut with an ellipsis where it would be wider than this. */
  static String fit(String text, double size, double width) {
    int letters = Math.max(1, (int) (width / (LETTER * size) + 1e-6)); // 3 of 3 letters fit
    return text.codePointCount(0, text.length()) <= letters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "…";
  }

  /**
   * Names that stay apart in little room: where one is too wide, what all begin with, up to a
   * hyphen, underscore, slash or space, becomes an ellipsis.
   */
  static List<String> apart(List<String> names, double size, double width) {
    boolean isFitting = names.stream().allMatch(name -> width(name, size) <= width);
    int shared = isFitting || names.size() < 2 ? 0 : beginning(names);
    return shared == 0 ? names : names.stream().map(name -> "…" + name.substring(shared)).toList();
  }

  /** Letters that all names begin with, up to a place where a word ends. */
  private static int beginning(List<String> names) {
    String first = names.get(0);
    int same = first.length() - 1;
    for (String name : names) {
      int other = Arrays.mismatch(first.toCharArray(), name.toCharArray());
      same = Math.min(same, Math.min(name.length() - 1, other < 0 ? name.length() : other));
    }
    while (same > 0 && "-_/ ".indexOf(first.charAt(same - 1)) < 0) {
      same--;
    }
    return Math.max(0, same);
  }

  /** The text in one line, or cut behind an underscore or hyphen in two where it is too wide. */
  static List<String> lines(String text, double size, double width) {
    if (width(text, size) <= width) {
      return List.of(text);
    }
    for (int cut = text.length() - 1; cut > 0; cut--) {
      String first = text.substring(0, cut);
      if ((first.endsWith("_") || first.endsWith("-")) && width(first, size) <= width) {
        return List.of(first, fit(text.substring(cut), size, width));
      }
    }
    return List.of(fit(text, size, width));
  }

  /** A count in at most three digits and a letter: 950, 13.4 k, 1.29 M, 86 M. */
  static String compact(long count) {
    String[] letters = {"", " k", " M", " G"};
    double value = count;
    int thousands = 0;
    while (value >= 999.5 && thousands < letters.length - 1) {
      value /= 1000;
      thousands++;
    }
    String format =
        thousands == 0 || value >= 99.95 ? "%.0f%s" : value >= 9.995 ? "%.1f%s" : "%.2f%s";
    return String.format(Locale.ROOT, format, value, letters[thousands]);
  }
}
