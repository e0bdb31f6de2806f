package org.munet4j.kernel.notebook;

import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/** Text from elsewhere, made safe for a terminal or a page. */
public final class PlainText {
  private static final Pattern ANSI =
      Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(\u0007|\u001B\\\\)");
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069]");

  private PlainText() {}

  /** Colour codes go, other control characters and text-direction marks are spelled out. */
  public static String withoutControls(String text) {
    return CONTROL
        .matcher(ANSI.matcher(text).replaceAll(""))
        .replaceAll(found -> Require.text("\\\\u%04X", (int) found.group().charAt(0)));
  }

  /** The text on one line of at most this many characters. */
  public static String cut(String text, int width) {
    String line = withoutControls(text.strip()).replace('\n', ' ').replace('\t', ' ');
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
