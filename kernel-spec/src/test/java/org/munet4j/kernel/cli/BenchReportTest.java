package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Test
  void comparesMediansCaseByCase() {
    BenchReport report =
        report(
            List.of(
                samples("ours", "cell", "ms", 20, 90, 30),
                samples("rapaio", "cell", "ms", 80, 40),
                samples("ours", "lines", "messages", 1),
                samples("rapaio", "lines", "messages", 5000)));
    assertEquals(
        "case,ours,reference,ratio,unit,kernel\n"
            + "cell,30,60,0.50,ms,rapaio\n"
            + "lines,1.00,5000,0.00,messages,rapaio\n",
        report.csv());
  }

  @Test
  void keepsCasesApartThatDifferOnlyInTheirUnit() {
    BenchReport report =
        report(
            List.of(
                samples("ours", "lines", "ms", 10),
                samples("ours", "lines", "messages", 2),
                samples("python3", "lines", "ms", 5)));
    assertEquals(
        "case   unit      ours  python3  ratio\n"
            + "lines  ms          10     5.00   2.00\n"
            + "lines  messages  2.00        –      –\n",
        report.table());
  }

  @Test
  void saysNeverAndNoRatioWhereACellDidNotEnd() {
    BenchReport report =
        report(
            List.of(
                samples("ours", "stop", "s", 0.1, 0.1, NEVER),
                samples("rapaio", "stop", "s", NEVER, NEVER, 1),
                samples("python3", "stop", "s", 0.2)));
    assertEquals(
        "case  unit  ours  rapaio  ratio  python3  ratio\n"
            + "stop  s     0.10   never      –     0.20   0.50\n",
        report.table());
    assertEquals("stop,0.10,never,,s,rapaio", report.csv().lines().skip(1).findFirst().get());
  }

  @Test
  void showsOursWhenNothingElseIsInstalled() {
    BenchReport report = report(List.of(samples("ours", "ready", "s", 0.9)));
    assertEquals("ready,0.90,,,s,no other kernel", report.csv().lines().skip(1).findFirst().get());
  }

  @Test
  void quotesNamesThatWouldBreakTheFile() {
    BenchReport report = report(List.of(samples("a \"b\", c", "ready", "s", 1)));
    assertEquals(
        "ready,,1.00,,s,\"a \"\"b\"\", c\"", report.csv().lines().skip(1).findFirst().get());
  }

  private static BenchReport report(List<List<BenchSample>> samples) {
    return new BenchReport(BenchRow.of(samples.stream().flatMap(List::stream).toList()));
  }

  private static List<BenchSample> samples(
      String contender, String label, String unit, double... values) {
    return DoubleStream.of(values)
        .mapToObj(v -> new BenchSample(contender, label, unit, v))
        .toList();
  }
}
