package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.munet4j.train.BenchRow;

/**
 * The rows of {@code munet4j bench train} and {@code bench store}, for people and for spreadsheets.
 * The file holds every row that was told, so that a benchmark that is stopped leaves what it has.
 */
final class BenchTrainReport implements Consumer<BenchRow> {
  private final Path csv;
  private final PrintWriter out;
  private final List<BenchRow> rows = new ArrayList<>();

  private BenchTrainReport(Path csv, PrintWriter out) {
    this.csv = csv;
    this.out = out;
  }

  /** A report without rows; the file is begun anew. */
  static BenchTrainReport to(Path csv, PrintWriter out) throws IOException {
    Files.createDirectories(csv.toAbsolutePath().getParent());
    Files.writeString(csv, csv(List.of()));
    return new BenchTrainReport(csv, out);
  }

  @Override
  public void accept(BenchRow row) {
    rows.add(row);
    out.println(line(row));
    out.flush();
    try {
      Files.writeString(csv, csv(rows));
    } catch (IOException failure) {
      throw new UncheckedIOException("'" + csv + "' cannot be written", failure);
    }
  }

  static String line(BenchRow row) {
    String reference =
        row.reference()
            .map(value -> ", reference " + number(value) + ", ratio " + number(row.ratio()))
            .orElse("");
    return String.format(
        Locale.ROOT, "%-54s %s %s%s", row.name(), number(row.ours()), row.unit(), reference);
  }

  static String csv(List<BenchRow> rows) {
    return "case,ours,reference,ratio,unit\n"
        + rows.stream()
            .map(
                row ->
                    "\"%s\",%s,%s,%s,%s\n"
                        .formatted(
                            row.name(),
                            number(row.ours()),
                            number(row.reference()),
                            number(row.ratio()),
                            row.unit()))
            .collect(Collectors.joining());
  }

  private static String number(Optional<Double> value) {
    return value.map(BenchTrainReport::number).orElse("");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
  }
}
