package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.report.plot.PlotlyFigure;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Two seeds of muNet at two scales and of fine-tuning, and one seed of a run of its own. */
class FrontTest {
  private final Front front =
      Front.of(
          measured(
              List.of("munet", "munet", "munet", "munet", "fine-tuning", "fine-tuning"),
              List.of("size 1.0", "size 1.0", "size 0.98", "size 0.98", "", ""),
              List.of(7L, 8L, 7L, 8L, 7L, 8L),
              List.of(0.8, 0.9, 0.7, 0.7, 0.6, 0.8),
              List.of(500L, 700L, 200L, 200L, 1000L, 1000L)),
          "characters");
  private final Table own =
      measured(List.of("munet"), List.of("size 0.98"), List.of(7L), List.of(0.75), List.of(300L));

  private static Table measured(
      List<String> methods,
      List<String> settings,
      List<Long> seeds,
      List<Double> test,
      List<Long> parameters) {
    return Table.create(
        StringColumn.create("benchmark", methods.stream().map(each -> "characters")),
        StringColumn.create("method", methods),
        StringColumn.create("setting", settings),
        LongColumn.create("seed", seeds.stream().mapToLong(Long::longValue)),
        DoubleColumn.create("validation", test),
        DoubleColumn.create("test", test),
        LongColumn.create("parameters_per_task", parameters.stream().mapToLong(Long::longValue)),
        LongColumn.create("flops", parameters.stream().mapToLong(Long::longValue)));
  }

  @Test
  void tableHasARowForEachPointAndNoIntervalForOneSeed() {
    Table table = front.and(own).table();
    assertEquals(
        List.of(
            "munet, size 1.0", "munet, size 0.98", "fine-tuning", "munet, size 0.98 (this run)"),
        table.stringColumn("contender").asList());
    assertEquals(List.of(600L, 200L, 1000L, 300L), table.longColumn(1).asList());
    assertEquals(0.85, table.doubleColumn(2).get(0), 1e-12);
    assertEquals(12.706 * 0.05, table.doubleColumn(3).get(0), 1e-3);
    assertTrue(table.doubleColumn(3).isMissing(3));
    assertEquals(List.of(2, 2, 2, 1), table.intColumn("seeds").asList());
  }

  @Test
  void aMethodIsOneLineFromItsSmallestPointAndOwnPointsAreCrosses() {
    String chart = PlotlyFigure.of(front.and(own).figure("a title")).toJson();
    assertTrue(chart.contains("[200,600]"), chart);
    assertTrue(chart.contains("95 % interval"), chart);
    assertTrue(chart.contains("this run"), chart);
    assertEquals(
        2,
        PlotlyFigure.of(Front.of(own, "characters").figure("a title"))
            .toJson()
            .split("\"name\"")
            .length);
  }

  @Test
  void anotherCostMayLieToTheRight() {
    String chart =
        PlotlyFigure.of(front.figure("a title", "twice", point -> 2 * point.meanFlops())).toJson();
    assertTrue(chart.contains("twice"), chart);
    assertTrue(chart.contains("[400,1200]"), chart);
  }

  @Test
  void aBenchmarkThatWasNotMeasuredHasNoFront() {
    String words =
        assertThrows(IllegalArgumentException.class, () -> Front.of(own, "diverse")).getMessage();
    assertTrue(words.contains("diverse"), words);
  }
}
