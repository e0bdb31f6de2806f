package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.run.AccuracyMatrix;

class AccuracyMapTest {
  private static final AccuracyMatrix TWO =
      new AccuracyMatrix(
          List.of("first", "<second>"),
          List.of(0.11, 0.12),
          List.of(List.of(0.93, 0.14), List.of(0.75, 0.96)));

  @Test
  void showsARowBeforeTheFirstTaskAndOneAfterEach() {
    String svg = AccuracyMap.of(TWO).drawing().toSvg();
    for (String cell : List.of("0.11", "0.12", "0.93", "0.14", "0.75", "0.96", "nothing")) {
      assertTrue(svg.contains(">" + cell + "<"), cell);
    }
    assertEquals("svg", Xml.parse(svg).getDocumentElement().getTagName());
  }

  @Test
  void saysItsNumbers() {
    assertEquals(
        "test accuracy after each of 2 tasks: ACC 0.855, BWT -0.180, FWT +0.020, forgetting 0.180,"
            + " learning accuracy 0.945",
        AccuracyMap.of(TWO).toString());
  }
}
