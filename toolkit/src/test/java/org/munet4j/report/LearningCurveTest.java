package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.ModelPath;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.train.Trained;

class LearningCurveTest {
  private static Child child(String id, double quality, Double... evaluations) {
    return new Child(
        id,
        "root",
        0,
        List.of(),
        List.of(),
        1,
        quality,
        quality,
        List.of(evaluations),
        true,
        Trained.End.FINISHED);
  }

  @Test
  void drawsAPanelForEachTask() {
    List<Publication> all =
        IntStream.range(0, 10)
            .mapToObj(task -> Systems.search(Systems.NAMES.get(task), 2, 3, task))
            .toList();
    Drawing drawing = LearningCurve.of(all).drawing();
    Xml.parse(drawing.toSvg());
    assertEquals(10, lines(drawing, "best so far"));
  }

  @Test
  void joinsTheCyclesOfATask() {
    Publication search = Systems.search("mnist", 2, 3, 1);
    LearningCurve curve = LearningCurve.of(List.of(search, search));
    assertEquals(12, curve.children().get("mnist").size());
    assertTrue(curve.toString().startsWith("learning curves of 1 task, 12 children"));
  }

  @Test
  void givesATaskTheColourOfItsPathInTheGraph() {
    MultitaskSystem system = Systems.root(2);
    List<Publication> history = new ArrayList<>();
    List<String> cycles = List.of("stopped", "mnist", "svhn", "pets", "mnist", "svhn");
    for (int cycle = 0; cycle < cycles.size(); cycle++) {
      String task = cycles.get(cycle);
      Publication publication = publication(task, cycle, system, cycle != 5);
      history.add(publication);
      system = system.publish(publication);
    }
    assertEquals(List.of("svhn", "pets", "mnist"), system.tasks());
    Drawing graph = SystemGraph.of(system).drawing();
    Drawing curve = LearningCurve.of(history).drawing();
    Drawing later = LearningCurve.of(history.subList(4, 5)).colouredLike(system).drawing();
    for (String task : system.tasks()) {
      assertEquals(pathColour(graph, task), bestColour(curve, task), task);
    }
    assertEquals(pathColour(graph, "mnist"), bestColour(later, "mnist"));
  }

  /** A cycle that publishes a new model of its task, or keeps the one that is there. */
  private static Publication publication(
      String task, int cycle, MultitaskSystem system, boolean isNew) {
    List<Child> children = List.of(child(task + "." + cycle + ".0", 0.5, 0.25, 0.5));
    Optional<Model> best =
        task.equals("stopped")
            ? Optional.empty()
            : isNew ? Optional.of(model(task, cycle, system)) : system.find(task);
    return new Publication(task, cycle, best, children, false);
  }

  private static Model model(String task, int cycle, MultitaskSystem system) {
    ModelPath path = Systems.retrained(system.root().path(), task, List.of());
    Model made = Systems.model(task, system.root(), path, 0.5, OptionalDouble.empty());
    return new Model(
        task + "." + cycle + ".0",
        task,
        made.parent(),
        made.path(),
        made.hyperparameters(),
        made.metrics());
  }

  private static Ink pathColour(Drawing graph, String task) {
    return line(graph.marks(), "path of " + task);
  }

  private static Ink bestColour(Drawing curve, String task) {
    List<Mark> marks = curve.marks();
    int title = 0;
    while (!(marks.get(title) instanceof Mark.Text text && text.text().equals(task))) {
      title++;
    }
    return line(marks.subList(title, marks.size()), "best so far");
  }

  private static Ink line(List<Mark> marks, String tip) {
    return marks.stream()
        .filter(mark -> mark instanceof Mark.Line line && line.tip().equals(tip))
        .map(mark -> ((Mark.Line) mark).pen().ink())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void survivesChildrenWithoutOrWithBrokenValidations() {
    LearningCurve none = LearningCurve.of("a", List.of(child("a", 0)));
    LearningCurve same =
        LearningCurve.of("a", List.of(child("a", 0.5, 0.5), child("a", 1, 1.0, 1.0)));
    LearningCurve broken = LearningCurve.of("a", List.of(child("a", 0.5, Double.NaN, 0.5)));
    for (LearningCurve curve : List.of(none, same, broken)) {
      Xml.parse(curve.drawing().toSvg());
    }
    assertEquals(0, lines(none.drawing(), "best so far"));
  }

  @Test
  void refusesToDrawNothing() {
    assertThrows(IllegalArgumentException.class, () -> LearningCurve.of(List.of()));
  }

  @Test
  void putsTicksOnRoundNumbers() {
    Axis axis = Axis.around(0.31, 0.874, 5, 100, 0);
    assertEquals(
        List.of("0.2", "0.4", "0.6", "0.8", "1.0"),
        axis.ticks().stream().map(axis::label).toList());
    Axis fine = Axis.around(0.93, 0.99, 5, 100, 0);
    assertEquals("0.92", fine.label(fine.low()));
    assertEquals(List.of("0", "1", "2"), labels(Axis.counting(2, 6, 0, 1)));
    assertEquals(List.of("0", "50", "100"), labels(Axis.counting(128, 4, 0, 1)));
  }

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(axis::label).toList();
  }

  private static long lines(Drawing drawing, String tip) {
    return drawing.marks().stream()
        .filter(mark -> mark instanceof Mark.Line line && line.tip().equals(tip))
        .count();
  }
}
