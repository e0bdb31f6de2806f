package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.Cases;
import org.munet4j.report.Locales;
import org.munet4j.tensor.DamagedFileException;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ResultsTest {
  private static final String LETTERS = "ab,\"#'; \\µ✓𝕏\u2028=-0.1";

  @TempDir private Path folder;

  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String name : List.of("experiment", "date", "machine", "size", "data", "command")) {
      facts.put(name, "some: " + name);
    }
    facts.put("experiment", "01-test");
    return facts;
  }

  @Test
  void everyValueComesBackToTheLastBit() {
    Cases.check(100, random -> Locales.german(() -> roundTrip(random)));
  }

  private Void roundTrip(SplittableRandom random) {
    StringColumn words = StringColumn.create("method, \"setting\"");
    DoubleColumn decimals = DoubleColumn.create("test");
    LongColumn whole = LongColumn.create("flops");
    whole.append(Long.MAX_VALUE);
    decimals.append(random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.MIN_VALUE);
    words.append("1.5");
    for (int row = random.nextInt(5); row >= 0; row--) {
      words.append(word(random));
      decimals.append(Double.longBitsToDouble(random.nextLong()));
      whole.append(random.nextLong() | 1);
      whole = random.nextInt(3) == 0 ? missing(whole) : whole;
    }
    Results results = new Results(facts(), Table.create("t", words, decimals, whole));
    Path file = folder.resolve("results.csv");
    results.write(file);
    Results back = Results.read(file);
    assertEquals(results.text(), back.text());
    assertEquals(results.facts(), back.facts());
    assertEquals(words.asList(), back.table().stringColumn(0).asList());
    assertEquals(decimals.asList(), back.table().doubleColumn(1).asList());
    assertEquals(whole.asList(), back.table().longColumn(2).asList());
    return null;
  }

  private static LongColumn missing(LongColumn column) {
    column.setMissing(column.size() - 1);
    return column;
  }

  private static String word(SplittableRandom random) {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      word.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return word.toString();
  }

  @Test
  void aFileIsPlainAndWholeAndAlone() throws IOException {
    Table table =
        Table.create(
            "t", StringColumn.create("task", "a"), IntColumn.create("seed", new int[] {7}));
    Path file = folder.resolve("new/results.csv");
    new Results(facts(), table).write(file);
    String text = Files.readString(file);
    assertTrue(text.startsWith("# experiment: 01-test\n# date: some: date\n"), text);
    assertTrue(text.endsWith("\n\"task\",\"seed\"\n\"a\",7\n"), text);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
    assertEquals("01-test", Results.read(file).table().name());
  }

  @Test
  void theTableIsACopy() {
    Results results =
        new Results(facts(), Table.create("t", IntColumn.create("n", new int[] {1, 2})));
    results.table().addColumns(IntColumn.create("m", new int[] {1, 2}));
    assertEquals(1, results.table().columnCount());
  }

  @TestFactory
  Stream<DynamicTest> saysWhatIsDamagedAndInWhichLine() throws IOException {
    String head = new Results(facts(), Table.create("t", StringColumn.create("task", "a"))).text();
    head = head.substring(0, head.indexOf("\"task\""));
    return Stream.of(
            new String[] {"tells []; results begin with", ""},
            new String[] {"tells []; results begin with", "\"a\"\n1\n"},
            new String[] {"has no row", head},
            new String[] {"has no row", head + "\"a\",\"b\"\n"},
            new String[] {"line 9 has 1 cells, the names are 2", head + "\"a\",\"b\"\n1,2\n3\n"},
            new String[] {"line 8 has a quote", head + "\"a\",\"b\"\n\"x,2\n"},
            new String[] {"line 8 has a quote", head + "\"a\"\n\"x\"y\n"},
            new String[] {"line 8 has mnist as 'a', needs a number", head + "\"a\"\nmnist\n"},
            new String[] {"line 9 has 3 as 'a', needs text", head + "\"a\"\n\"x\"\n3\n"},
            new String[] {"column name 'A', blank or twice", head + "\"a\",\"A\"\n1,2\n"},
            new String[] {"line 3 is '#'", head.replaceFirst("# machine.*", "#") + "\"a\"\n1\n"})
        .map(words -> DynamicTest.dynamicTest(words[0], () -> refuses(words[0], words[1])));
  }

  private void refuses(String sentence, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("damaged.csv"), text);
    Exception damaged = assertThrows(DamagedFileException.class, () -> Results.read(file));
    assertTrue(damaged.getMessage().contains(sentence), damaged.getMessage());
    assertTrue(damaged.getMessage().contains("damaged.csv"), damaged.getMessage());
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = folder.resolve("damaged.csv");
    Files.write(file, "# a: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(DamagedFileException.class, () -> Results.read(file));
  }

  @Test
  void refusesWhatAFileCouldNotHold() {
    Map<String, String> few = new LinkedHashMap<>(facts());
    few.remove("machine");
    Table fine = Table.create("t", StringColumn.create("task", "a"));
    assertThrows(IllegalArgumentException.class, () -> new Results(few, fine));
    for (Table table :
        List.of(
            fine.emptyCopy(),
            Table.create("t", StringColumn.create("task", "two\nlines")),
            Table.create("t", BooleanColumn.create("yes", true)))) {
      assertThrows(IllegalArgumentException.class, () -> new Results(facts(), table));
    }
  }

  @Test
  void tellsFactsByName() {
    Results results = new Results(facts(), Table.create("t", StringColumn.create("task", "a")));
    assertEquals("some: date", results.fact("date"));
    Exception unknown = assertThrows(IllegalArgumentException.class, () -> results.fact("day"));
    assertTrue(unknown.getMessage().contains("they tell [experiment, date"), "" + unknown);
  }

  @Test
  void whatIsNotKeptIsEmpty() {
    assertEquals(Optional.empty(), Results.kept("99-nothing"));
    assertThrows(IllegalArgumentException.class, () -> Results.kept("../data"));
  }
}
