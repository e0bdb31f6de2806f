package org.munet4j.kernel.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a cell that begins with a percent sign and a name.
 *
 * @param start position of the percent sign
 * @param end position behind the last letter of the line
 * @param signs one percent sign, or two if it is about the whole cell
 * @param words what stands behind the name, without white space around it
 */
record MagicLine(int start, int end, String signs, String name, String words) {
  private static final Pattern LINE =
      Pattern.compile("(?<signs>%%?)(?<name>[a-zA-Z]\\w*)(?:[ \\t]+(?<words>[^\\n]*))?(?=\\n|$)");
  private static final Pattern SPACE =
      Pattern.compile("(?:\\s|//[^\\n]*+|/\\*(?:(?!\\*/)[\\s\\S])*+\\*/)*+");
  private static final Pattern ANY = Pattern.compile("(?m)^[ \\t]*%%?[a-zA-Z]");

  /** Whether some line looks like one; it may still belong to an expression. */
  static boolean mayStandIn(String source) {
    return ANY.matcher(source).find();
  }

  /** The one that follows this position, past white space and comments. */
  static Optional<MagicLine> at(String source, int position) {
    Matcher space = SPACE.matcher(source).region(position, source.length());
    int start = space.lookingAt() ? space.end() : position;
    String before = source.substring(source.lastIndexOf('\n', start - 1) + 1, start);
    Matcher line = LINE.matcher(source).region(start, source.length());
    if (!before.isBlank() || !line.lookingAt()) {
      return Optional.empty();
    }
    String words = line.group("words") == null ? "" : line.group("words").strip();
    return Optional.of(
        new MagicLine(start, line.end(), line.group("signs"), line.group("name"), words));
  }

  /** The name with its percent signs, as it is written. */
  String word() {
    return signs + name;
  }

  boolean isOfCell() {
    return signs.length() == 2;
  }
}
