package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.paper.ClaimRule;
import org.munet4j.paper.Experiment;
import org.munet4j.paper.Journal;
import org.munet4j.paper.Results;
import org.munet4j.paper.Setup;
import org.munet4j.paper.Verdict;
import org.munet4j.report.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

class ClaimsCommandTest {
  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Properties before = (Properties) System.getProperties().clone();
  private final List<Experiment> experiments = List.of(new Coins("01-coins"), new Coins("02-dice"));
  private Optional<Results> kept = Optional.empty();

  /** Throws a coin for each seed; the coin of seed 13 breaks. */
  private record Coins(String name) implements Experiment {
    @Override
    public String title() {
      return "coins";
    }

    @Override
    public List<ClaimRule> claims() {
      return List.of(
          ClaimRule.of(
              name.substring(0, 2) + ".1",
              "heads are at least as many as tails, over all seeds and with no seed left out",
              "50 | 50 heads and tails",
              "table 1",
              table -> {
                Interval heads = Interval.of(table.doubleColumn("heads").asDoubleArray());
                return new Verdict(heads.toString(), heads.mean() >= 0.5);
              }));
    }

    @Override
    public Table run(Setup setup) {
      Journal journal = setup.journal(name, setup.seeds().size());
      setup.seeds().forEach(seed -> journal.unit("coin, seed " + seed, () -> toss(seed)));
      return journal.table();
    }

    private static Table toss(long seed) {
      if (seed == 13) {
        throw new IllegalArgumentException("the coin of seed 13 broke");
      }
      return Table.create(
          LongColumn.create("seed", seed), DoubleColumn.create("heads", seed % 10 / 10.0));
    }
  }

  @BeforeEach
  void makeAHome() {
    System.setProperty("munet4j.home", home.toString());
  }

  @AfterEach
  void restoreSettings() {
    System.setProperties(before);
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    ClaimsCommand verb =
        new ClaimsCommand(experiments, name -> name.equals("01-coins") ? kept : Optional.empty());
    return Main.run(verb, new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private static Results results(double... heads) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("experiment", "01-coins");
    facts.put("date", "2026-11-22");
    facts.put("machine", "2 cores AVX2, no GPU");
    facts.put("size", "lesson");
    facts.put("data", "real data");
    facts.put("command", "./munet4j claims 01 --run --size lesson --data DIR");
    return new Results(facts, Table.create("t", DoubleColumn.create("heads", heads)));
  }

  @Test
  void printsWhatMustHoldThePapersNumberAndOurs() {
    kept = Optional.of(results(0.5, 0.6, 0.7));
    assertEquals(0, run("01"), "" + err);
    assertEquals(
        """
        01-coins, coins
        lesson, real data, 2026-11-22, 2 cores AVX2, no GPU
        ./munet4j claims 01 --run --size lesson --data DIR
                       what must hold                        the paper                ours
        ✓ holds  01.1  heads are at least as many as tails,  50 | 50 heads and tails  0.60 ± 0.25 (3 seeds)
                       over all seeds and with no seed left  (table 1)
                       out

        1 claims: 1 hold, 0 fall short, 0 not measured
        """,
        out.toString());
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 120));
  }

  @Test
  void failsWhenAClaimFallsShortOrIsNotMeasured() {
    kept = Optional.of(results(0.4, 0.5));
    assertEquals(1, run("01-coins"));
    assertTrue(out.toString().contains("✗ falls short  01.1"), "" + out);
    assertEquals(1, run("02"));
    assertTrue(out.toString().contains("not measured yet\n"), "" + out);
    assertTrue(out.toString().contains("– not measured  02.1"), "" + out);
    kept = Optional.of(results(0.5, 0.5));
    assertEquals(1, run());
    assertTrue(out.toString().endsWith("2 claims: 1 hold, 0 fall short, 1 not measured\n"));
  }

  @Test
  void printsMarkdownForTheReadme() {
    kept = Optional.of(results(0.5, 0.6, 0.7));
    assertEquals(1, run("--markdown"), "" + err);
    String what = "heads are at least as many as tails, over all seeds and with no seed left out";
    assertEquals(
        Stream.of(
                "| | claim | what must hold | the paper | ours | size and data |",
                "|---|---|---|---|---|---|",
                "| ✓ holds | 01.1 | WHAT | 50 \\| 50 heads and tails (table 1)"
                    + " | 0.60 ± 0.25 (3 seeds) | lesson, real data |",
                "| – not measured | 02.1 | WHAT | 50 \\| 50 heads and tails (table 1) | – | – |",
                "",
                "- 01-coins: lesson, real data, 2026-11-22, 2 cores AVX2, no GPU;"
                    + " `./munet4j claims 01 --run --size lesson --data DIR`")
            .map(line -> line.replace("WHAT", what))
            .toList(),
        out.toString().lines().toList());
  }

  @Test
  void measuresAgainAndSaysHowToKeepIt() throws IOException {
    String data = home.toString();
    String[] words = {"01", "--run", "--size", "tiny", "--data", data, "--seeds", "5,6,7"};
    assertEquals(0, run(words), "" + err);
    Path csv = home.resolve("runs/claims/01-coins.csv");
    List<String> lines = out.toString().lines().toList();
    assertEquals(
        "measuring 01-coins, tiny, real data, seeds 5,6,7; after Ctrl-C the same command goes on",
        lines.get(0));
    assertTrue(lines.get(1).startsWith("  1 of 3  coin, seed 5: "), "" + lines);
    assertTrue(out.toString().contains("0.60 ± 0.25 (3 seeds)"), "" + out);
    assertEquals(
        "to keep it:  cp "
            + csv
            + " "
            + home.resolve("toolkit/src/main/resources/org/munet4j/paper/results/"),
        lines.get(lines.size() - 1));
    Results results = Results.read(csv);
    assertEquals(
        "./munet4j claims 01-coins --run --size tiny --data DIR --seeds 5,6,7",
        results.fact("command"));
    assertEquals(3, results.table().rowCount());
    try (Stream<Path> files = Files.list(csv.getParent())) {
      assertEquals(List.of(csv), files.toList());
    }
  }

  @Test
  void goesOnWhereARunWasInterrupted() {
    String folder = home.resolve("mine").toString();
    assertEquals(1, run("01", "--run", "--seeds", "5,13", "--out", folder));
    assertEquals("munet4j: the coin of seed 13 broke\n", err.toString());
    assertEquals(0, run("01", "--run", "--seeds", "5,6", "--out", folder), "" + err);
    assertTrue(out.toString().contains("  1 of 2  coin, seed 5: kept from before\n"), "" + out);
  }

  @Test
  void aLongerRunStandsBelow() {
    Results longer = results(0.8, 0.8);
    List<Claims> claims =
        Claims.kept(
                experiments.get(0),
                name -> Optional.of(longer).filter(r -> name.equals("01-coins-long")))
            .toList();
    assertEquals(
        List.of(Optional.empty(), Optional.of(longer)),
        claims.stream().map(Claims::results).toList());
  }

  @Test
  void withoutExperimentsItSaysSo() {
    ClaimsCommand none = new ClaimsCommand(List.of(), name -> Optional.empty());
    assertEquals(0, Main.run(none, new PrintWriter(out, true), new PrintWriter(err, true)));
    assertEquals("no notebook claims anything yet\n", out.toString());
  }

  @TestFactory
  Stream<DynamicTest> refusesAWrongWordWithOneSentence() {
    return Stream.of(
            new String[] {"choose 01-coins, 02-dice", "03"},
            new String[] {"choose 01-coins, 02-dice", "0"},
            new String[] {"go with --run", "01", "--seeds", "1"},
            new String[] {"go with --run", "--out", "x"},
            new String[] {"leave --run out", "--run", "--markdown"},
            new String[] {"each once", "--run", "--seeds", "1,1"},
            new String[] {"'x' is not a long", "--run", "--seeds", "x"},
            new String[] {"choose tiny, lesson, long or paper", "--run", "--size", "huge"},
            new String[] {"does not exist", "--run", "--data", "no-such-folder"})
        .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> refuses(words)));
  }

  private void refuses(String... words) {
    assertEquals(2, run(Stream.of(words).skip(1).toArray(String[]::new)), err::toString);
    assertTrue(err.toString().contains(words[0]), "" + err);
    System.setProperties((Properties) before.clone());
    System.setProperty("munet4j.home", home.toString());
  }

  @Test
  void cellsAreWrappedAtBlanks() {
    assertEquals(List.of("one", "two", "three"), ClaimsText.wrap("one two  three", 5));
    assertEquals(List.of("abcde", "fg"), ClaimsText.wrap("abcdefg", 5));
    assertEquals(List.of(""), ClaimsText.wrap("", 5));
  }

  @Test
  void aMachineIsToldByItsClass() {
    assertEquals("2 cores AVX2, no GPU", MachineClass.words(2, List.of("fma", "avx2"), 0));
    assertEquals("1 core AVX-512, 1 GPU", MachineClass.words(1, List.of("avx2", "avx512f"), 1));
    assertEquals(
        "8 cores " + System.getProperty("os.arch") + ", no GPU",
        MachineClass.words(8, List.of(), 0));
  }
}
