package org.munet4j.paper;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.munet4j.internal.Require;
import tech.tablesaw.api.Table;

/**
 * The finished units of an experiment, such as one method with one seed. With a folder each unit is
 * written to {@code NAME-SIZE.journal.csv} there as soon as it is finished, and a later run reads
 * it back instead of measuring it; a unit that was cut off is measured again. A unit is known by
 * its text, which must tell all that the setup does not. Fresh or read back, the table is the same.
 * For one thread and one process at a time.
 */
public final class Journal {
  private final String experiment;
  private final int units;
  private final Setup setup;
  private final LongSupplier nanos;
  private final Optional<JournalFile> file;
  private final Map<String, List<String>> kept = new LinkedHashMap<>();
  private final Map<String, List<String>> done = new LinkedHashMap<>();
  private String header = "";
  private long spent;
  private int measured;

  private Journal(String experiment, int units, Setup setup, LongSupplier nanos) {
    this.experiment = experiment;
    this.units = units;
    this.setup = setup;
    this.nanos = nanos;
    this.file = setup.folder().map(folder -> JournalFile.of(folder, experiment, setup));
  }

  static Journal open(String experiment, int units, Setup setup, LongSupplier nanos) {
    Journal journal = new Journal(experiment, units, setup, nanos);
    journal.file.ifPresent(before -> journal.header = before.read(journal.kept));
    return journal;
  }

  /** Where an experiment's journal lies; to measure anew, delete it. */
  public static Path file(Path folder, String experiment, Size size) {
    return folder.resolve(experiment + "-" + size + ".journal.csv");
  }

  /**
   * The rows of a unit: read back where it is finished, else measured and kept.
   *
   * @param unit what is measured, such as {@code muNet, seed 7}
   * @param work measures it; every unit's table has the same columns
   * @throws CancellationException if this thread was stopped meanwhile; the unit is not kept
   */
  public Table unit(String unit, Supplier<Table> work) {
    Facts.check("unit", unit);
    String end = "kept from before";
    if (!kept.containsKey(unit)) {
      long start = nanos.getAsLong();
      Table table = work.get();
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(experiment + " was stopped in unit '" + unit + "'");
      }
      keep(unit, table);
      long nanosOfUnit = nanos.getAsLong() - start;
      spent += nanosOfUnit;
      measured++;
      end = words(nanosOfUnit) + expected();
    }
    done.put(unit, kept.get(unit));
    setup.progress().accept(Require.text("%d of %d  %s: %s", done.size(), units, unit, end));
    return table(kept.get(unit));
  }

  /** The rows of all units that this run asked for, in that order. */
  public Table table() {
    Require.that(!done.isEmpty(), "%s has no finished unit yet", experiment);
    return table(done.values().stream().flatMap(List::stream).toList());
  }

  private Table table(List<String> rows) {
    String text = header + "\n" + String.join("\n", rows);
    return PlainCsv.table(experiment, PlainCsv.lines(text), experiment);
  }

  private String expected() {
    long left = spent / measured * Math.max(0, units - Math.max(done.size() + 1, kept.size()));
    return "; " + words(spent) + " so far" + (left > 0 ? ", about " + words(left) + " to go" : "");
  }

  static String words(long nanos) {
    long seconds = Math.round(nanos / 1e9);
    return seconds < 60
        ? Require.text(nanos < 10e9 ? "%.1f s" : "%.0f s", nanos / 1e9)
        : seconds < 3600
            ? Require.text("%d min %02d s", seconds / 60, seconds % 60)
            : Require.text("%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  private void keep(String unit, Table table) {
    List<String> rows = PlainCsv.rows(table);
    String columns = PlainCsv.header(table);
    Require.that(!rows.isEmpty(), "unit '%s' of %s has no row", unit, experiment);
    Require.that(
        header.isEmpty() || header.equals(columns),
        "unit '%s' has the columns %s; those before it have %s",
        unit,
        columns,
        header);
    header = columns;
    kept.put(unit, rows);
    table(kept.values().stream().flatMap(List::stream).toList());
    file.ifPresent(journal -> journal.append(columns, unit, rows));
  }
}
