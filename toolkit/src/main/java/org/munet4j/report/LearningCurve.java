package org.munet4j.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.munet4j.internal.Require;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;

/**
 * How validation accuracy rose: for each task a panel in which the children stand one after another
 * in the order of training, every child as a thin line over its validations, and the best so far as
 * a strong line. All panels have the same accuracy axis.
 *
 * <p>Colours go by the order of publication, as in a {@link SystemGraph} of the system that these
 * cycles began. For the cycles of a later run on a grown system, say {@code colouredLike(system)}.
 *
 * @param children by task, in the order of training
 * @param order the tasks that have the first colours
 */
public record LearningCurve(Map<String, List<Child>> children, List<String> order)
    implements Figure {
  private static final double TOP = 88;
  private static final double LEFT = 58;
  private static final double GAP_X = 34;
  private static final double GAP_Y = 56;

  public LearningCurve {
    Map<String, List<Child>> copy = new LinkedHashMap<>();
    children.forEach((task, some) -> copy.put(task, List.copyOf(some)));
    children = Collections.unmodifiableMap(copy);
    order = Stream.concat(order.stream(), copy.keySet().stream()).distinct().toList();
    Require.that(!children.isEmpty(), "a learning curve needs at least one publication");
  }

  /** Every child of these cycles; several cycles of a task follow each other in its panel. */
  public static LearningCurve of(List<Publication> publications) {
    Map<String, List<Child>> children = new LinkedHashMap<>();
    for (Publication publication : publications) {
      children
          .computeIfAbsent(publication.task(), task -> new ArrayList<>())
          .addAll(publication.children());
    }
    return new LearningCurve(children, published(publications));
  }

  /** The children of one search. */
  public static LearningCurve of(String task, List<Child> children) {
    return new LearningCurve(Map.of(task, children), List.of());
  }

  /** The tasks in the order of a system that begins with these publications. */
  private static List<String> published(List<Publication> publications) {
    Map<String, String> models = new LinkedHashMap<>();
    for (Publication publication : publications) {
      String best = publication.best().map(Model::id).orElse(models.get(publication.task()));
      if (!Objects.equals(best, models.get(publication.task()))) {
        models.remove(publication.task());
        models.put(publication.task(), best);
      }
    }
    return List.copyOf(models.keySet());
  }

  /** The same curves in the colours that the system's graph gives to its tasks. */
  public LearningCurve colouredLike(MultitaskSystem system) {
    return new LearningCurve(children, system.tasks());
  }

  @Override
  public Drawing drawing() {
    int count = children.size();
    int across = count == 1 ? 1 : count <= 4 ? 2 : count <= 9 ? 3 : 4;
    int down = (count + across - 1) / across;
    double wide = across == 1 ? 520 : across == 2 ? 330 : across == 3 ? 230 : 190;
    double high = across == 1 ? 270 : across == 2 ? 190 : 140;
    double width = LEFT + across * (wide + GAP_X);
    double height = TOP + down * (high + GAP_Y) + 8;
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Text.of(16, 24, "Validation accuracy of every child", 13, Ink.TEXT).bold());
    drawLegend(marks);
    int place = 0;
    for (Map.Entry<String, List<Child>> task : children.entrySet()) {
      double x = LEFT + place % across * (wide + GAP_X);
      double y = TOP + place / across * (high + GAP_Y);
      Axis up = range(y + high, y);
      Ink ink = Ink.ofTask(order.indexOf(task.getKey()));
      new CurvePanel(task.getKey(), task.getValue(), ink, up)
          .draw(x, wide, place % across == 0, marks);
      place++;
    }
    marks.add(
        Mark.Text.of(width - GAP_X, height - 10, "validations, child after child", 11, Ink.QUIET)
            .anchored(Mark.Anchor.END));
    return new Drawing(toString(), width, height, marks);
  }

  private static void drawLegend(List<Mark> marks) {
    double y = 44;
    double x = 16;
    marks.add(Mark.Line.between(x, y - 4, x + 22, y - 4, CurvePanel.other(Ink.ROOT)));
    marks.add(Mark.Text.of(x + 28, y, "a child", 11, Ink.QUIET));
    marks.add(Mark.Line.between(x + 88, y - 4, x + 110, y - 4, CurvePanel.kept(Ink.ROOT)));
    marks.add(Mark.Text.of(x + 116, y, "kept: it beat its parent", 11, Ink.QUIET));
    marks.add(Mark.Line.between(x + 274, y - 4, x + 296, y - 4, CurvePanel.best(Ink.QUIET)));
    marks.add(Mark.Text.of(x + 302, y, "best so far", 11, Ink.QUIET));
  }

  private Axis range(double start, double end) {
    double[] values = evaluations().toArray();
    double least = DoubleStream.of(values).min().orElse(0);
    double most = DoubleStream.of(values).max().orElse(1);
    double margin = Math.max(0.01, 0.04 * (most - least));
    return Axis.around(
        Math.max(0, least - margin), Math.min(1, Math.max(most, least + margin)), 5, start, end);
  }

  private DoubleStream evaluations() {
    return children.values().stream()
        .flatMap(Collection::stream)
        .flatMap(child -> child.evaluations().stream())
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite);
  }

  @Override
  public String toString() {
    return Require.text(
        "learning curves of %d %s, %d children; best validation accuracy %.4f",
        children.size(),
        children.size() == 1 ? "task" : "tasks",
        children.values().stream().mapToInt(List::size).sum(),
        evaluations().max().orElse(0));
  }
}
