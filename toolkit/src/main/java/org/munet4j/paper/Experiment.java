package org.munet4j.paper;

import java.util.List;
import tech.tablesaw.api.Table;

/** What one notebook measures, and what it claims. */
public interface Experiment {
  /** The notebook's name, such as 01-munet; kept results have it, too. */
  String name();

  /** What is measured, in a few words. */
  String title();

  /** All that must hold, in order. */
  List<ClaimRule> claims();

  /**
   * Measures. The same setup gives the same table, apart from times. A run goes on where one in the
   * same folder was interrupted; {@link Setup#journal} does that.
   *
   * @return a row for each number that was measured, with columns of text, whole numbers and
   *     decimals as {@link Results} keeps them
   */
  Table run(Setup setup);

  /** The closing table of the notebook for what was measured. */
  default Table judged(Table measured) {
    return Claim.table(claims().stream().map(rule -> rule.claim(measured)).toArray(Claim[]::new));
  }
}
