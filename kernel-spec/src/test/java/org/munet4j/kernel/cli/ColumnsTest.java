package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.kernel.engine.NearMatch;

class ColumnsTest {
  @Test
  void alignsWordsLeftAndNumbersRight() {
    assertEquals(
        "name  size\nlong     5\nx       12\n",
        Columns.align(List.of(List.of("name", "size"), List.of("long", "5"), List.of("x", "12"))));
  }

  @Test
  void saysSizesAsPeopleDo() {
    assertEquals("0 B", Columns.size(0));
    assertEquals("999 B", Columns.size(999));
    assertEquals("1.0 kB", Columns.size(1000));
    assertEquals("12 MB", Columns.size(12_345_678));
    assertEquals("1.0 MB", Columns.size(999_999));
    assertEquals("9.2 TB", Columns.size(9_200_000_000_000L));
  }

  @Test
  void findsTheWordThatWasMeant() {
    List<String> known = List.of("run", "lab", "kernel");
    assertEquals("run", NearMatch.of("rnu", known).orElseThrow());
    assertEquals("kernel", NearMatch.of("Kernal", known).orElseThrow());
    assertTrue(NearMatch.of("something", known).isEmpty());
  }
}
