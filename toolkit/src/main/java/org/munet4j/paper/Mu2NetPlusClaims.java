package org.munet4j.paper;

import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.Table;

/** What must hold of µ2Net+ (paper 3; muNet family, §6.6). */
final class Mu2NetPlusClaims {
  private static final String SOURCE = "arXiv 2209.07326, abstract (tables not verified)";

  private Mu2NetPlusClaims() {}

  static List<ClaimRule> all() {
    return List.of(
        ClaimRule.of(
                "03.1",
                "with the compute factor on, FLOPs per task fall, and accuracy falls by no more than"
                    + " the seeds' interval",
                "a score of accuracy, size and compute",
                SOURCE,
                Mu2NetPlusClaims::computeFalls)
            .because("a smaller image and a path without its top blocks cost less and may now win"),
        ClaimRule.of(
                "03.2",
                "with both factors on, parameters per task fall, and accuracy falls by no more than the"
                    + " seeds' interval",
                "a score of accuracy, size and compute",
                SOURCE,
                Mu2NetPlusClaims::sizeFalls)
            .because("what is shared is charged in parts, so sharing pays"),
        atLeast("03.3", Mu2NetPlusExperiment.NO_LEARNED, "a constant µ"),
        atLeast("03.4", Mu2NetPlusExperiment.OLD_SPACE, "µ2Net's search lists"));
  }

  private static Verdict computeFalls(Table table) {
    Measured on = segment(table, Mu2NetPlusExperiment.ALL_ON);
    Measured off = segment(table, Mu2NetPlusExperiment.NO_COMPUTE);
    return new Verdict(
        Require.text(
            "%.1f against %.1f MFLOP, %s",
            on.meanFlops() / 1e6, off.meanFlops() / 1e6, cost(on.gain(off))),
        on.meanFlops() < off.meanFlops() && isWithinChance(on.gain(off)));
  }

  private static Verdict sizeFalls(Table table) {
    Measured on = segment(table, Mu2NetPlusExperiment.ALL_ON);
    Measured off = segment(table, Mu2NetPlusExperiment.NO_FACTORS);
    return new Verdict(
        Require.text(
            "%,.0f against %,.0f parameters, %s",
            on.meanParameters(), off.meanParameters(), cost(on.gain(off))),
        on.meanParameters() < off.meanParameters() && isWithinChance(on.gain(off)));
  }

  private static ClaimRule atLeast(String id, String variant, String words) {
    return ClaimRule.of(
            id,
            "µ2Net+ is at least as accurate on average as with " + words,
            "an improved search space and a learned µ(·)",
            SOURCE,
            table -> {
              Interval gain =
                  segment(table, Mu2NetPlusExperiment.ALL_ON).gain(segment(table, variant));
              return new Verdict(cost(gain), gain.mean() >= 0);
            })
        .because(
            "all continue the same system with the same budget; tasks are small, so differences are, too");
  }

  /** Whether no loss is beyond the interval; one seed has none, so it may lose nothing. */
  private static boolean isWithinChance(Interval gain) {
    return gain.seeds() > 1 ? gain.high() >= 0 : gain.mean() >= 0;
  }

  private static String cost(Interval gain) {
    return "accuracy " + gain.points();
  }

  private static Measured segment(Table table, String name) {
    return Measured.of(table, "characters", name, "");
  }
}
