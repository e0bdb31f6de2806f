package org.munet4j.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.report.Mark.Anchor;

/**
 * When agents worked: a lane for each agent, a bar for each cycle as long as it took, in the colour
 * of its task, with a mark of how it ended.
 *
 * @param spans in the order of their start
 * @param isPacked whether cycles share lanes that are free, so that there are as many lanes as
 *     cycles at the same time
 */
public record Timeline(List<Span> spans, boolean isPacked) implements Figure {
  private static final double TOP = 72;
  private static final double LANE = 24;
  private static final double LENGTH = 820;
  private static final double TYPE = 11;
  private static final Ink FAILED = new Ink(0xC0392B, 1);

  /** How a cycle ended. */
  public enum End {
    PUBLISHED,
    NOTHING_BETTER,
    STOPPED,
    FAILED,
    /** Another run had closed the cycle before. */
    LOST,
    RUNNING;

    /** In plain words. */
    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** One cycle of an agent; the end of one that runs is now. */
  public record Span(String agent, String task, int cycle, Instant start, Instant end, End how) {
    public Span {
      Require.that(
          !end.isBefore(start), "timeline: cycle %d of %s ends before it starts", cycle, agent);
    }

    Span ended(Instant when, End ending) {
      return new Span(agent, task, cycle, start, when.isBefore(start) ? start : when, ending);
    }

    double seconds() {
      return Duration.between(start, end).toMillis() / 1000.0;
    }
  }

  public Timeline {
    spans = spans.stream().sorted(Comparator.comparing(Span::start)).toList();
  }

  public static Timeline of(List<Span> spans) {
    return new Timeline(spans, false);
  }

  /** A listener for {@code Run.watchedBy} that answers the timeline. */
  public static TimelineRecorder recorder() {
    return new TimelineRecorder(Instant::now);
  }

  /** The same cycles in as few lanes as there were cycles at a time. */
  public Timeline packed() {
    return new Timeline(spans, true);
  }

  /** Seconds from the first start to the last end. */
  double seconds() {
    return spans.isEmpty() ? 0 : Duration.between(start(), end()).toMillis() / 1000.0;
  }

  private Instant start() {
    return spans.get(0).start();
  }

  private Instant end() {
    return spans.stream().map(Span::end).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** The lanes from top to bottom, with the cycles in each. */
  Map<String, List<Span>> lanes() {
    if (!isPacked) {
      return spans.stream()
          .collect(Collectors.groupingBy(Span::agent, LinkedHashMap::new, Collectors.toList()));
    }
    Map<String, List<Span>> lanes = new LinkedHashMap<>();
    for (Span span : spans) {
      String free =
          lanes.entrySet().stream()
              .filter(lane -> !last(lane.getValue()).end().isAfter(span.start()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("slot " + (lanes.size() + 1));
      lanes.computeIfAbsent(free, empty -> new ArrayList<>()).add(span);
    }
    return lanes;
  }

  private static Span last(List<Span> lane) {
    return lane.get(lane.size() - 1);
  }

  @Override
  public Drawing drawing() {
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Text.of(16, 24, summary(), 13, Ink.TEXT).bold());
    legend(marks);
    Map<String, List<Span>> lanes = lanes();
    double longest =
        lanes.keySet().stream().mapToDouble(lane -> Words.width(lane, TYPE)).max().orElse(0);
    double left = 24 + Math.min(180, longest);
    double bottom = TOP + LANE * Math.max(1, lanes.size());
    ticks(left, bottom, marks);
    double y = TOP;
    for (Map.Entry<String, List<Span>> lane : lanes.entrySet()) {
      marks.add(
          Mark.Text.of(left - 8, y + 16, Words.fit(lane.getKey(), TYPE, 180), TYPE, Ink.TEXT)
              .anchored(Anchor.END)
              .tip(lane.getKey()));
      List<Mark> ends = new ArrayList<>();
      for (Span span : lane.getValue()) {
        bar(span, left, y, marks, ends);
      }
      marks.addAll(ends);
      y += LANE;
    }
    return new Drawing(summary(), left + LENGTH + 34, bottom + 30, marks);
  }

  private double x(Instant when, double left) {
    double all = Math.max(1e-3, seconds());
    return left + LENGTH * Duration.between(start(), when).toMillis() / 1000.0 / all;
  }

  private void bar(Span span, double left, double y, List<Mark> marks, List<Mark> ends) {
    double from = x(span.start(), left);
    double wide = Math.max(3, x(span.end(), left) - from);
    Ink ink = colour(span.task());
    boolean isGood = span.how() == End.PUBLISHED || span.how() == End.RUNNING;
    Ink fill = ink.lightened(isGood ? 0.85 : 0.3);
    String tip =
        Require.text(
            "%s, cycle %d on %s: %s, %.1f s",
            span.agent(), span.cycle(), span.task(), span.how().words(), span.seconds());
    marks.add(new Mark.Box(from, y + 3, wide, LANE - 6, 3, fill, Ink.WHITE.pen(1), tip));
    if (wide > 46) {
      String name = Words.fit(span.task(), 10, wide - 18);
      Ink text = isGood ? Ink.WHITE : Ink.TEXT;
      marks.add(Mark.Text.of(from + 6, y + 15.5, name, 10, text).tip(tip));
    }
    if (span.how() != End.RUNNING) {
      ends.add(end(from + Math.max(wide / 2, wide - 7), y + LANE / 2, span.how(), ink, tip));
    }
  }

  private static Mark end(double x, double y, End how, Ink ink, String tip) {
    return switch (how) {
      case PUBLISHED -> new Mark.Circle(x, y, 4.5, ink, Ink.WHITE.pen(1.2), tip);
      case FAILED -> new Mark.Box(x - 4, y - 4, 8, 8, 0, FAILED, Ink.WHITE.pen(1.2), tip);
      case LOST -> new Mark.Box(x - 4, y - 4, 8, 8, 0, Ink.WHITE, Ink.TEXT.pen(1.4), tip);
      case STOPPED -> new Mark.Box(x - 2, y - 8, 4, 16, 0, Ink.TEXT, Ink.WHITE.pen(1), tip);
      default -> new Mark.Circle(x, y, 3.6, Ink.WHITE, ink.pen(1.6), tip);
    };
  }

  private void legend(List<Mark> marks) {
    double x = 20;
    for (End how : End.values()) {
      if (spans.stream().anyMatch(span -> span.how() == how) && how != End.RUNNING) {
        marks.add(end(x, 44, how, Ink.QUIET, ""));
        marks.add(Mark.Text.of(x + 10, 48, how.words(), TYPE, Ink.QUIET));
        x += Words.width(how.words(), TYPE) + 30;
      }
    }
  }

  private void ticks(double left, double bottom, List<Mark> marks) {
    double all = seconds();
    double step = step(all);
    for (int i = 0; i * step <= all; i++) {
      double x = left + (all == 0 ? 0 : LENGTH * i * step / all);
      marks.add(Mark.Line.between(x, TOP - 4, x, bottom + 4, Ink.GRID.pen(1)));
      marks.add(
          Mark.Text.of(x, bottom + 18, clock(i * step), TYPE, Ink.QUIET).anchored(Anchor.MIDDLE));
    }
  }

  /** Seconds between ticks, so that there are at most nine. */
  private static double step(double all) {
    double[] nice = {0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200};
    for (double step : nice) {
      if (all / step <= 8) {
        return step;
      }
    }
    return 14400 * Math.ceil(all / 14400 / 8);
  }

  private static String clock(double seconds) {
    long whole = (long) seconds;
    if (seconds != whole) {
      return Require.text("%.1f s", seconds);
    }
    return whole < 3600
        ? Require.text("%d:%02d", whole / 60, whole % 60)
        : Require.text("%d:%02d h", whole / 3600, whole / 60 % 60);
  }

  private Ink colour(String task) {
    List<String> tasks = spans.stream().map(Span::task).distinct().toList();
    int place = tasks.indexOf(task);
    return tasks.size() <= 12
        ? Ink.ofTask(place)
        : Ink.ofArrival(place / (double) (tasks.size() - 1));
  }

  private String summary() {
    double worked = spans.stream().mapToDouble(Span::seconds).sum();
    return Require.text(
        "%d %s of %d agents in %s, %.2f at a time",
        spans.size(),
        spans.size() == 1 ? "cycle" : "cycles",
        spans.stream().map(Span::agent).distinct().count(),
        clock(Math.ceil(seconds())),
        seconds() == 0 ? 0 : worked / seconds());
  }

  @Override
  public String toString() {
    String ends =
        spans.stream()
            .collect(Collectors.groupingBy(Span::how, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(end -> end.getValue() + " " + end.getKey().words())
            .collect(Collectors.joining(", "));
    return Escape.visible("timeline: " + summary() + (ends.isEmpty() ? "" : "; " + ends));
  }
}
