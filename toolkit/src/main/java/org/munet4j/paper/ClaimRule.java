package org.munet4j.paper;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;
import tech.tablesaw.api.Table;

/**
 * A claim that a measurement decides; its row for a notebook is a {@link Claim}.
 *
 * @param id number of the notebook and of the claim, such as 01.2
 * @param what must hold, one sentence
 * @param paper the paper's number or words
 * @param source where it stands
 * @param why ours differs from the paper's, or agrees; may be empty
 * @param rule decides from the table of the experiment
 */
public record ClaimRule(
    String id,
    String what,
    String paper,
    String source,
    String why,
    Function<Table, Verdict> rule) {
  private static final Pattern ID = Pattern.compile("\\d\\d\\.\\d{1,2}");

  public ClaimRule {
    Require.that(ID.matcher(id).matches(), "claim '%s': number it as notebook.claim, as 01.2", id);
    Require.that(!what.isBlank(), "claim %s: say in one sentence what must hold", id);
    Require.that(
        !paper.isBlank() && !source.isBlank(),
        "claim %s: give the paper's number or words and where they stand, or –",
        id);
  }

  public static ClaimRule of(
      String id, String what, String paper, String source, Function<Table, Verdict> rule) {
    return new ClaimRule(id, what, paper, source, "", rule);
  }

  /** The same claim with the reason why ours differs from the paper's, or agrees. */
  public ClaimRule because(String newWhy) {
    return new ClaimRule(id, what, paper, source, newWhy, rule);
  }

  /**
   * What this table says about the claim.
   *
   * @throws IllegalArgumentException if the table has not what the claim needs
   */
  public Verdict judge(Table measured) {
    try {
      return rule.apply(measured);
    } catch (RuntimeException lacking) {
      throw new IllegalArgumentException(
          Require.text(
              "claim %s cannot be judged from the table '%s': %s; measure it again",
              id, measured.name(), lacking.getMessage()),
          lacking);
    }
  }

  /** The row of a notebook's closing table. */
  public Claim claim(Table measured) {
    return new Claim(what, paper, source, judge(measured).toString(), why);
  }
}
