package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableCsvTest {
  @Test
  void disarmsFormulasAndLeavesNumbersAlone() {
    Table table =
        Table.create(
            StringColumn.create("=name", "=1+2", "+cmd", "-x", "@a", "-5", "+1.5e3", "\tx", ""),
            IntColumn.create("n", -1, -2, -3, -4, -5, -6, -7, -8));
    assertEquals(
        "'=name,n\n'=1+2,-1\n'+cmd,-2\n'-x,-3\n'@a,-4\n-5,-5\n+1.5e3,-6\n'\tx,-7\n,-8\n",
        TableCsv.of(table));
  }

  @Test
  void quotesWhatWouldBreakALine() {
    Table table = Table.create(StringColumn.create("a,b", "say \"hi\"", "two\nlines", " edge"));
    assertEquals("\"a,b\"\n\"say \"\"hi\"\"\"\n\"two\nlines\"\n\" edge\"\n", TableCsv.of(table));
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Table table =
        Table.create(
            DoubleColumn.create("x", 1234.5, Double.NaN), BooleanColumn.create("b", true, false));
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("x,b\n1234.5,true\n,false\n", TableCsv.of(table));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void makesAFileNameOfAnyTableName() {
    assertEquals("paper-beside-ours", TableCsv.slug("Paper beside ours!"));
    assertEquals("etc-passwd", TableCsv.slug("../../etc/passwd"));
    assertEquals("table", TableCsv.slug("日本"));
    assertEquals(60, TableCsv.slug("a".repeat(500)).length());
  }
}
