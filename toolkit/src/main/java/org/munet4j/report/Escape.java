package org.munet4j.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes foreign text safe to show: names may come from data sets that somebody else made. */
public final class Escape {
  private Escape() {}

  /** Text for HTML and SVG, inside elements and quoted attributes. */
  public static String markup(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    visible(text)
        .codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(letter);
              }
            });
    return safe.toString();
  }

  /** Plain text on one line: characters that act instead of showing become {@code \}uXXXX. */
  public static String visible(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              if (acts(letter)) {
                safe.append(String.format(Locale.ROOT, "\\u%04X", letter));
              } else {
                safe.appendCodePoint(letter);
              }
            });
    return safe.toString();
  }

  /** Plain text whose lines and tabs stay as they are. */
  public static String lines(String text) {
    return text.lines()
        .map(
            line ->
                String.join("\t", Stream.of(line.split("\t", -1)).map(Escape::visible).toList()))
        .collect(Collectors.joining("\n"));
  }

  private static boolean acts(int letter) {
    return Character.isISOControl(letter)
        || Character.getType(letter) == Character.SURROGATE
        || (letter >= 0x200E && letter <= 0x200F)
        || (letter >= 0x2028 && letter <= 0x202E)
        || (letter >= 0x2066 && letter <= 0x2069)
        || (letter & 0xFFFE) == 0xFFFE;
  }
}
