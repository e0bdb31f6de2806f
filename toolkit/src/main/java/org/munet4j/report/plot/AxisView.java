package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.munet4j.report.plot.Ticks.Tick;

/**
 * One axis as it is drawn.
 *
 * @param id such as {@code x} or {@code y2}
 * @param json its part of the layout
 * @param ends values at its start and its end
 * @param length in pixels
 */
record AxisView(String id, JsonObject json, Scale scale, double[] ends, double length) {
  static final double SIZE = 12;
  private static final double TITLE = 14;

  static AxisView of(String id, JsonObject json, Scale scale, Reach reach, double length) {
    double[] ends = reach.ends(length);
    if (json.get("range") instanceof JsonArray range && range.size() == 2) {
      double low = end(scale, range.get(0));
      double high = end(scale, range.get(1));
      ends =
          Double.isFinite(low) && Double.isFinite(high) && low != high
              ? new double[] {low, high}
              : ends;
    } else if (Series.text(json, "autorange").orElse("").equals("reversed")) {
      ends = new double[] {ends[1], ends[0]};
    }
    return new AxisView(id, json, scale, ends, length);
  }

  /** A range of a logarithmic axis names exponents. */
  private static double end(Scale scale, JsonElement end) {
    double number = Series.number(end);
    return Double.isNaN(number) ? scale.unit(end) : number;
  }

  boolean isX() {
    return id.startsWith("x");
  }

  boolean isVisible() {
    return !Series.text(json, "visible").orElse("true").equals("false");
  }

  boolean isOpposite() {
    return Series.text(json, "side").filter(side -> side.matches("right|top")).isPresent();
  }

  Optional<String> title() {
    return Series.text(Series.part(json, "title"), "text");
  }

  double titleSize() {
    return Series.number(Series.part(Series.part(json, "title"), "font"), "size", TITLE);
  }

  List<Tick> ticks() {
    double pixels = scale.kind() == Scale.Kind.CATEGORY ? SIZE * 1.2 : isX() ? 80 : 40;
    double wanted = length / pixels;
    if (scale.kind() != Scale.Kind.CATEGORY) {
      wanted = Math.min(9, Math.max(4, wanted)) + 1;
    }
    wanted = Series.number(json, "nticks", wanted);
    double step = Series.number(json, "dtick", 0);
    return step > 0 && scale.kind() == Scale.Kind.LINEAR
        ? Ticks.of(scale, ends[0], ends[1], Math.abs(ends[1] - ends[0]) / step)
        : Ticks.of(scale, ends[0], ends[1], wanted);
  }

  double pixel(double unit) {
    return (unit - ends[0]) / (ends[1] - ends[0]) * length;
  }

  boolean showsZero() {
    boolean isWanted = !Series.text(json, "zeroline").orElse("true").equals("false");
    return isWanted && scale.kind() == Scale.Kind.LINEAR && ends[0] * ends[1] <= 0;
  }

  boolean showsGrid() {
    return !Series.text(json, "showgrid").orElse("true").equals("false");
  }

  /** How far the labels of a horizontal axis are turned so that they do not touch: 0, 30 or 90. */
  double degrees(Easel easel) {
    List<Tick> ticks = ticks();
    double space = length;
    boolean isTouching = false;
    for (int at = 1; at < ticks.size(); at++) {
      double step = Math.abs(pixel(ticks.get(at).unit()) - pixel(ticks.get(at - 1).unit()));
      space = Math.min(space, step);
      isTouching |= step < (width(easel, ticks.get(at)) + width(easel, ticks.get(at - 1))) / 2 + 4;
    }
    double line = SIZE * 1.25;
    return !isTouching ? 0 : space / Math.hypot(space, line) >= Math.cos(Math.PI / 6) ? 30 : 90;
  }

  /** How much room the labels need beside the axis. */
  double labelRoom(Easel easel) {
    if (!isVisible()) {
      return 0;
    }
    double widest = ticks().stream().mapToDouble(tick -> width(easel, tick)).max().orElse(0);
    if (!isX()) {
      return widest + 4;
    }
    double degrees = degrees(easel);
    int lines = ticks().stream().mapToInt(tick -> tick.label().split("\n").length).max().orElse(1);
    return degrees == 0
        ? lines * SIZE * 1.3 + 4
        : widest * Math.sin(Math.toRadians(degrees)) + SIZE * Math.cos(Math.toRadians(degrees)) + 6;
  }

  private static double width(Easel easel, Tick tick) {
    return tick.label().lines().mapToDouble(line -> easel.width(line, SIZE)).max().orElse(0);
  }
}
