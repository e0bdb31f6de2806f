package org.munet4j.notebook;

import org.munet4j.internal.Require;
import org.munet4j.report.Escape;

/** One state of a progress line. */
record ProgressLine(
    String title,
    long units,
    long total,
    double seconds,
    String curve,
    String message,
    boolean isDone) {

  /** Such as {@code muNet 12/40 30% 0:05 left 0:12 ▁▃▅▇ · generation 2}. */
  String toText() {
    return Escape.visible(title + " " + numbers());
  }

  /** The same behind a bar, without a script. */
  String toHtml() {
    return Require.text(
        "<div class=\"munet4j-progress\"><b>%s</b> <progress value=\"%d\" max=\"%d\"></progress>"
            + " <span style=\"font-variant-numeric:tabular-nums\">%s</span></div>\n",
        Escape.markup(title), Math.min(units, total), total, Escape.markup(numbers()));
  }

  private String numbers() {
    String left = "";
    if (!isDone && units > 0 && units < total) {
      left = " left " + clock(seconds * (total - units) / units);
    }
    long percent = Math.min(100, 100 * units / total);
    String drawn = curve.isEmpty() ? "" : " " + curve;
    String what = message.isEmpty() ? "" : " · " + message;
    return Require.text(
        "%d/%d %d%% %s%s%s%s", units, total, percent, clock(seconds), left, drawn, what);
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? Require.text("%d:%02d", whole / 60, whole % 60)
        : Require.text("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
