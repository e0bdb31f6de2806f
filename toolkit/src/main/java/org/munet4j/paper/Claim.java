package org.munet4j.paper;

import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * One row of a "paper says / we got / why" table.
 *
 * @param what is claimed
 * @param paper the paper's number or words
 * @param source where it stands
 * @param ours what this run computed
 * @param why the two differ, or agree
 */
public record Claim(String what, String paper, String source, String ours, String why) {

  /** The table that ends every notebook. */
  public static Table table(Claim... claims) {
    List<Claim> all = List.of(claims);
    return Table.create(
        "paper says, we got",
        column("claim", all, Claim::what),
        column("paper says", all, Claim::paper),
        column("source", all, Claim::source),
        column("we got", all, Claim::ours),
        column("why", all, Claim::why));
  }

  private static StringColumn column(String name, List<Claim> all, Function<Claim, String> part) {
    return StringColumn.create(name, all.stream().map(part).toList());
  }
}
