package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final String NOTEBOOK =
      "{\"nbformat\": 4, \"metadata\": {}, \"cells\": ["
          + "{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"# A %1$s one\"},"
          + "{\"cell_type\": \"code\", \"metadata\": {}, \"outputs\": [],"
          + " \"execution_count\": null, \"source\": \"int n = 1;\\nn / %2$d\"}]}";

  @TempDir private Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Properties before = (Properties) System.getProperties().clone();

  @BeforeEach
  void makeAHome() throws IOException {
    Path notebooks = Files.createDirectories(home.resolve("notebooks"));
    Files.writeString(notebooks.resolve("00-good.ipynb"), NOTEBOOK.formatted("good", 1));
    Files.writeString(notebooks.resolve("01-failing.ipynb"), NOTEBOOK.formatted("failing", 0));
    Files.writeString(notebooks.resolve("02-damaged.ipynb"), "{");
    System.setProperty("munet4j.home", home.toString());
  }

  @AfterEach
  void restoreSettings() {
    System.setProperties(before);
  }

  @Test
  void runsANotebookByAPartOfItsName() {
    assertEquals(0, run("run", "good", "--size", "tiny", "--seed", "3"));
    assertTrue(out.toString().startsWith("00-good, size tiny, seed 3\n[1/1] A good one"), "" + out);
    assertTrue(Files.isRegularFile(home.resolve("runs/00-good/00-good.html")));
    assertTrue(Files.isRegularFile(home.resolve("runs/00-good/00-good.ipynb")));
  }

  @Test
  void tellsCellLineSourceAndCauseOfAFailure() {
    assertEquals(1, run("run", "01-failing", "--out", home.resolve("mine").toString()));
    assertEquals(
        "cell 1 failed in line 2:\n    n / 0\njava.lang.ArithmeticException: / by zero\n",
        err.toString());
    assertTrue(Files.isRegularFile(home.resolve("mine/01-failing.html")));
  }

  @Test
  void neverWritesOverTheNotebookThatItRuns() throws IOException {
    Path folder = home.resolve("notebooks");
    String source = Files.readString(folder.resolve("00-good.ipynb"));
    assertEquals(2, run("run", "good", "--out", folder.toString()));
    assertTrue(err.toString().contains("would be overwritten"), "" + err);
    assertEquals(source, Files.readString(folder.resolve("00-good.ipynb")));
  }

  @Test
  void listsTheNotebooks() {
    assertEquals(0, run("run"));
    assertTrue(out.toString().contains("00-good     A good one\n"), "" + out);
  }

  @Test
  void timesASmallStoreAndLeavesOnlyItsTable() throws IOException {
    assertEquals(
        0, run("bench", "store", "--quick", "--rounds", "1", "--sizes", "10,20"), "" + err);
    Path bench = home.resolve("runs/bench");
    List<String> rows = Files.readAllLines(bench.resolve("store.csv"));
    assertEquals("case,ours,reference,ratio,unit", rows.get(0));
    String row = "\"verify, 20 models\",[0-9.]+,[0-9.]+,[0-9.]+,ms";
    assertEquals(1, rows.stream().filter(line -> line.matches(row)).count(), "" + rows);
    assertEquals(1 + 3 + 2 * 5 + 3, rows.size());
    assertTrue(out.toString().contains("at 20 models, as a multiple of the lowest"), "" + out);
    assertArrayEquals(new String[] {"store.csv"}, bench.toFile().list());
  }

  @TestFactory
  Stream<DynamicTest> refusesAWrongWordWithOneSentence() {
    return Stream.of(
            new String[] {"did you mean run?", "rnu"},
            new String[] {"did you mean --seed?", "run", "--sede", "1"},
            new String[] {"did you mean 00-good?", "run", "00-godo"},
            new String[] {"one of 00-good, 01-failing, 02-damaged?", "run", "0"},
            new String[] {"there is no file 'x.ipynb'", "run", "x.ipynb"},
            new String[] {"choose tiny, lesson, long or paper", "run", "00-good", "--size", "huge"},
            new String[] {"give a whole number", "run", "00-good", "--seed", "x"},
            new String[] {"does not exist", "run", "00-good", "--data", "no-such-folder"},
            new String[] {"is damaged", "run", "02-damaged"},
            new String[] {"did you mean install?", "kernel", "instal"},
            new String[] {"did you mean store?", "bench", "stroe"})
        .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> refuses(words)));
  }

  @TestFactory
  Stream<DynamicTest> helpsWithEveryVerb() {
    return Stream.of("run", "lab", "kernel", "data", "doctor", "claims")
        .map(verb -> DynamicTest.dynamicTest(verb, () -> assertEquals(0, run(verb, "--help"))));
  }

  private void refuses(String... words) {
    err.getBuffer().setLength(0);
    String[] args = Stream.of(words).skip(1).toArray(String[]::new);
    assertEquals(2, run(args), err::toString);
    assertTrue(err.toString().contains(words[0]), "" + err);
    assertFalse(err.toString().contains("\tat "), "" + err);
    System.setProperties((Properties) before.clone());
    System.setProperty("munet4j.home", home.toString());
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
