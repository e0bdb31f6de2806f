package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.munet4j.data.DataFolder.Entry;

class DataTableTest {
  @Test
  void printsWhatIsThereAndBelowItWhatIsMissing() {
    StringWriter out = new StringWriter();
    new DataTable(List.of(entry("digits", 10, true), entry("letters", 0, false)))
        .print(new PrintWriter(out));
    assertEquals(
        "name    kind  classes    size  licence\n"
            + "digits  idx        10  2.0 kB  MIT\n"
            + "missing, and where each would be:\n"
            + "  letters  idx/letters\n",
        out.toString());
  }

  @Test
  void saysALargeFamilyInOneLine() {
    Stream<Entry> family = IntStream.range(0, 6).mapToObj(i -> entry("many/" + i, 3, true));
    List<Entry> entries =
        DataTable.families(Stream.concat(family, Stream.of(entry("one", 2, true))).toList());
    assertEquals(List.of("many/*", "one"), entries.stream().map(Entry::name).toList());
    assertEquals(18, entries.get(0).classes());
    assertEquals(2000, entries.get(0).bytes());
  }

  private static Entry entry(String name, int classes, boolean isPresent) {
    return new Entry(name, "idx", "idx/" + name, 2000, isPresent, classes, "MIT", true);
  }
}
