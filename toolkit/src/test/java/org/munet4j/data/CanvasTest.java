package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class CanvasTest {
  @Test
  void coversAboutTheAreaOfTheLine() {
    Cases.check(
        300,
        random -> {
          Canvas canvas = new Canvas(40);
          double x0 = random.nextDouble(8, 32);
          double y0 = random.nextDouble(8, 32);
          double x1 = random.nextDouble(8, 32);
          double y1 = random.nextDouble(8, 32);
          double radius = random.nextDouble(1, 4);
          canvas.line(x0, y0, x1, y1, radius);
          double area = 0;
          for (double ink : canvas.cover()) {
            area += ink;
          }
          double expected = 2 * radius * Math.hypot(x1 - x0, y1 - y0) + Math.PI * radius * radius;
          assertEquals(expected, area, 0.06 * expected + 1);
        });
  }

  @Test
  void drawsOneStraightLineByHand() {
    Canvas canvas = new Canvas(4);
    canvas.line(0, 1.5, 4, 1.5, 0.5);
    byte[] bytes = new byte[16];
    canvas.copyTo(bytes, 0);
    for (int column = 0; column < 4; column++) {
      assertEquals(0, bytes[column]);
      assertEquals((byte) 255, bytes[4 + column]);
      assertEquals(0, bytes[8 + column]);
    }
  }

  @Test
  void ignoresWhatLiesOutside() {
    Canvas canvas = new Canvas(5);
    canvas.line(-50, -50, -40, -60, 3);
    canvas.line(1e9, 1e9, 2e9, 1e9, 3);
    for (double ink : canvas.cover()) {
      assertTrue(ink == 0);
    }
  }
}
