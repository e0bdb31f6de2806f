package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableViewTest {
  private static final String HOSTILE = "</script><b>\"'&\u0000\n";

  @Test
  void showsHostileNamesAsText() {
    Table table =
        Table.create(HOSTILE, StringColumn.create("<i>" + HOSTILE, List.of(HOSTILE, "plain")));
    String html = new TableView(table).toHtml();
    assertFalse(html.contains("<b>") || html.contains("<i>") || html.contains("</script"));
    assertTrue(html.contains("&lt;/script&gt;&lt;b&gt;&quot;&#39;&amp;\\u0000\\u000A"));
    Xml.parse(html);
    assertEquals(5, new TableView(table).toText().lines().count(), "no cell breaks its line");
  }

  @Test
  void alignsNumbersToTheRight() {
    Table table =
        Table.create(
            "scores",
            StringColumn.create("task", "mnist", "svhn"),
            DoubleColumn.create("accuracy", 0.98765, Double.NaN),
            LongColumn.create("parameters", 5_526_346L, 12L),
            IntColumn.create("generation", 3, 12));
    assertEquals(
        """
        task   accuracy  parameters  generation
        -----  --------  ----------  ----------
        mnist    0.9877   5,526,346           3
        svhn          –          12          12
        scores: 2 rows × 4 columns""",
        new TableView(table).toText());
  }

  @Test
  void choosesDecimalsByColumn() {
    assertEquals(List.of("0.5000", "1.0000"), cells(0.5, 1.0));
    assertEquals(List.of("51.49", "100.00"), cells(51.486, 100));
    assertEquals(List.of("1320.7", "2.0"), cells(1320.66, 2));
    assertEquals(List.of("5,526,346", "12"), cells(5_526_345.5, 12.3));
    assertEquals(List.of("0.0001", "0.02"), cells(1e-4, 0.02));
    assertEquals(List.of("∞", "-∞"), cells(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  private static List<String> cells(double... values) {
    Cells cells = Cells.of(DoubleColumn.create("x", values));
    return IntStream.range(0, values.length).mapToObj(cells::text).collect(Collectors.toList());
  }

  @Test
  void keepsEveryDigitOfALongNumber() {
    assertEquals(
        "9,007,199,254,740,993", Cells.of(LongColumn.create("x", 9007199254740993L)).text(0));
  }

  @Test
  void letsLongNamesOfAWideTableBreakButNoNumber() {
    Table table =
        Table.create(
            "t", StringColumn.create("a_b", "c_d/e f_"), DoubleColumn.create("n_m", 12_345.6));
    assertFalse(new TableView(table).toHtml().contains("<wbr/>"), "there is room");
    IntStream.range(0, 7).forEach(i -> table.addColumns(IntColumn.create("i" + i, 1)));
    String html = new TableView(table).toHtml();
    assertTrue(html.contains(">a_<wbr/>b<") && html.contains(">c_<wbr/>d/<wbr/>e f_<"), html);
    assertTrue(html.contains(">n_m<") && html.contains("white-space:nowrap"), html);
    assertEquals(9, html.split("nowrap", -1).length - 1, "the numbers and the short caption");
  }

  @Test
  void setsWideTablesTighter() {
    Table table = Table.create("t");
    for (int column = 0; column < 15; column++) {
      assertEquals(column > 8, new TableView(table).toHtml().contains("munet4j-table wide"));
      table.addColumns(IntColumn.create("column " + column, 1));
    }
    assertTrue(new TableView(table).toHtml().contains("munet4j-table wide very-wide"));
  }

  @Test
  void keepsRoomForLongTexts() {
    Table table = Table.create("t", StringColumn.create("a", "many words ".repeat(5)));
    assertTrue(new TableView(table).toHtml().contains("min-width:10em"));
    assertFalse(new TableView(table.emptyCopy()).toHtml().contains("min-width"));
  }

  @Test
  void showsTheFirstTwentyAndLastFiveRowsOfALongTable() {
    String text =
        new TableView(Table.create("long", IntColumn.indexColumn("row", 100, 0))).toText();
    assertEquals(2 + 20 + 1 + 5 + 1, text.lines().count());
    assertTrue(text.contains("19\n") && text.contains("⋮") && text.contains("95\n"));
    assertFalse(text.contains("20\n"));
    assertTrue(text.endsWith("long: 100 rows × 1 column"));
  }

  @Test
  void showsATableWithoutRowsOrColumns() {
    assertTrue(new TableView(Table.create("empty")).toText().contains("0 rows × 0 columns"));
    assertTrue(new TableView(Table.create("empty")).toHtml().contains("0 rows × 0 columns"));
  }

  @Test
  void givesTheSameBytesInGermany() {
    TableView view = new TableView(Tables.leaderboard(Systems.grown(4, 3)));
    assertEquals(view.toHtml(), Locales.german(view::toHtml));
    assertEquals(view.toText(), Locales.german(view::toText));
  }

  @Test
  void showsTheFirstThirtyAndLastFiveOfManyColumns() {
    Table table = Table.create("broad");
    IntStream.range(0, 400).forEach(i -> table.addColumns(IntColumn.create("c" + i, 1, 2)));
    TableView view = new TableView(table);
    String names = view.toText().lines().findFirst().orElseThrow();
    assertTrue(names.matches("c0 .* c29  ⋯  c395  c396  c397  c398  c399"), names);
    assertTrue(view.toText().endsWith("broad: 2 rows × 400 columns"));
    assertEquals(36, view.toHtml().split("<th ", -1).length - 1);
    assertTrue(view.toHtml().length() < 30_000);
    Xml.parse(view.toHtml());
  }
}
