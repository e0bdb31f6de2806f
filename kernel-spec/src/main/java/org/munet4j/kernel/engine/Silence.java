package org.munet4j.kernel.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A semicolon at the end of a cell asks for no result, as in other notebooks. */
final class Silence {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*+|/\\*(?:(?!\\*/)[\\s\\S])*+\\*/)"
              + "|\"\"\"[\\s\\S]*?(?<!\\\\)(?:\\\\\\\\)*+\"\"\""
              + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'\\\\?.[^'\\n]{0,8}'|\\S");

  private Silence() {}

  /** Whether the last letter of the source that is not in a comment is a semicolon. */
  static boolean isAskedFor(String source) {
    Matcher token = TOKEN.matcher(source);
    String last = "";
    while (token.find()) {
      last = token.group("comment") == null ? token.group() : last;
    }
    return last.equals(";");
  }
}
