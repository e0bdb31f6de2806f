package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.tensor.DamagedFileException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class JournalTest {
  private static final List<String> UNITS = List.of("muNet, seed 1", "µ2Net, seed 1", "last");

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private final List<String> measured = new ArrayList<>();
  private long clock;

  private Setup setup(Size size, Optional<Path> where) {
    return new Setup(size, Optional.empty(), List.of(1L), said::add, where);
  }

  private Journal open() {
    return Journal.open("01-test", 3, setup(Size.TINY, Optional.of(folder)), () -> clock);
  }

  private Table measure(String unit) {
    measured.add(unit);
    clock += 20_000_000_000L;
    return Table.create(
        StringColumn.create("task", unit + ", \"a\"", "b"),
        DoubleColumn.create("test", 0.1 + unit.length(), unit.length()));
  }

  private String runAll(Journal journal) {
    UNITS.forEach(unit -> journal.unit(unit, () -> measure(unit)));
    Table table = journal.table();
    return String.join("\n", PlainCsv.rows(table));
  }

  @Test
  void aRunThatWasCutOffAnywhereGivesTheSameTable() throws IOException {
    String whole = runAll(open());
    Path file = Journal.file(folder, "01-test", Size.TINY);
    byte[] bytes = Files.readAllBytes(file);
    String text = Files.readString(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      measured.clear();
      assertEquals(whole, runAll(open()), "cut off at byte " + length);
      assertTrue(measured.size() >= 1, "nothing measured after a cut at byte " + length);
      assertEquals(text, Files.readString(file), "cut off at byte " + length);
    }
    measured.clear();
    assertEquals(whole, runAll(open()));
    assertEquals(List.of(), measured);
  }

  @Test
  void aFinishedUnitIsNeverMeasuredAgain() throws IOException {
    Table first = open().unit("muNet, seed 1", () -> measure("muNet, seed 1"));
    Path file = Journal.file(folder, "01-test", Size.TINY);
    Files.writeString(file, Files.readString(file) + "\"half\",0.");
    assertEquals("" + first, "" + open().unit("muNet, seed 1", () -> measure("again")));
    assertEquals(List.of("muNet, seed 1"), measured);
  }

  @Test
  void tellsWhatIsDoneAndHowLongItWillTake() {
    open().unit("muNet, seed 1", () -> measure("muNet, seed 1"));
    runAll(open());
    assertEquals(
        List.of(
            "1 of 3  muNet, seed 1: 20 s; 20 s so far, about 40 s to go",
            "1 of 3  muNet, seed 1: kept from before",
            "2 of 3  µ2Net, seed 1: 20 s; 20 s so far, about 20 s to go",
            "3 of 3  last: 20 s; 40 s so far"),
        said);
    assertEquals("1.2 s", Journal.words(1_200_000_000L));
    assertEquals("2 min 05 s", Journal.words(125_000_000_000L));
    assertEquals("1 h 03 min", Journal.words(3_780_000_000_000L));
  }

  @Test
  void withoutAFolderTheTableIsTheSame() {
    Setup setup = setup(Size.TINY, Optional.empty());
    assertEquals(runAll(open()), runAll(Journal.open("01-test", 3, setup, () -> clock)));
  }

  @Test
  void aRunOfAnotherKindIsRefused() throws IOException {
    runAll(open());
    Path lesson = Journal.file(folder, "01-test", Size.LESSON);
    Files.copy(Journal.file(folder, "01-test", Size.TINY), lesson);
    Setup other = setup(Size.LESSON, Optional.of(folder));
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> other.journal("01-test", 3));
    assertTrue(refused.getMessage().contains("size=tiny"), "" + refused);
    assertTrue(refused.getMessage().contains("delete the file"), "" + refused);
  }

  @Test
  void damageInTheMiddleIsTold() throws IOException {
    runAll(open());
    Path file = Journal.file(folder, "01-test", Size.TINY);
    Files.writeString(file, Files.readString(file).replaceFirst("\"b\",", "b,"));
    Exception damaged = assertThrows(DamagedFileException.class, this::open);
    assertTrue(damaged.getMessage().contains("line 6"), "" + damaged);
  }

  @Test
  void unitsHaveTheSameColumns() {
    Journal journal = open();
    journal.unit("muNet", () -> measure("muNet"));
    Table other = Table.create(StringColumn.create("task", "a"));
    Table mixed = Table.create(DoubleColumn.create("task", 1.0), DoubleColumn.create("test", 1.0));
    assertThrows(IllegalArgumentException.class, () -> journal.unit("other", () -> other));
    assertThrows(DamagedFileException.class, () -> journal.unit("mixed", () -> mixed));
    assertEquals(2, open().unit("muNet", () -> mixed).rowCount());
  }

  @Test
  void aStoppedUnitIsNotKept() {
    Journal journal = open();
    assertThrows(
        CancellationException.class,
        () ->
            journal.unit(
                "stopped",
                () -> {
                  Thread.currentThread().interrupt();
                  return measure("stopped");
                }));
    assertTrue(Thread.interrupted());
    open().unit("stopped", () -> measure("again"));
    assertEquals(List.of("stopped", "again"), measured);
  }

  @Test
  void aSetupHasEachSeedOnce() {
    for (List<Long> seeds : List.of(List.<Long>of(), List.of(1L, 1L))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Setup(Size.TINY, Optional.empty(), seeds, said::add, Optional.empty()));
    }
  }
}
