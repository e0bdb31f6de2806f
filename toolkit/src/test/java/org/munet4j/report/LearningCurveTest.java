package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.system.Child;
import org.munet4j.system.Publication;

class LearningCurveTest {
  private static Child child(double quality, Double... evaluations) {
    return new Child(
        "a", "root", 0, List.of(), List.of(), 1, quality, quality, List.of(evaluations), true);
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
  void survivesChildrenWithoutOrWithBrokenValidations() {
    LearningCurve none = LearningCurve.of("a", List.of(child(0)));
    LearningCurve same = LearningCurve.of("a", List.of(child(0.5, 0.5), child(1, 1.0, 1.0)));
    LearningCurve broken = LearningCurve.of("a", List.of(child(0.5, Double.NaN, 0.5)));
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
