package org.munet4j.kernel.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.munet4j.train.TrainBench.Row;

/** The rows of {@code munet4j bench train}, for people and for spreadsheets. */
final class BenchTrainReport {
  private BenchTrainReport() {}

  static String line(Row row) {
    String reference =
        row.reference()
            .map(value -> ", reference " + number(value) + ", ratio " + number(row.ratio()))
            .orElse("");
    return String.format(
        Locale.ROOT, "%-44s %s %s%s", row.name(), number(row.ours()), row.unit(), reference);
  }

  static String csv(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                "\"%s\",%s,%s,%s,%s"
                    .formatted(
                        row.name(),
                        number(row.ours()),
                        number(row.reference()),
                        number(row.ratio()),
                        row.unit()))
        .collect(Collectors.joining("\n", "case,ours,reference,ratio,unit\n", "\n"));
  }

  private static String number(Optional<Double> value) {
    return value.map(BenchTrainReport::number).orElse("");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
