package org.munet4j.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;
import org.munet4j.tensor.DamagedFileException;
import tech.tablesaw.api.Table;

/**
 * What an experiment measured, and under which circumstances. A file of results is CSV below lines
 * such as {@code # date: 2026-11-22}; text stands in quotes, and every number is read back exactly.
 *
 * @param facts at least experiment, date, machine, size, data and command, in words
 * @param table one row for each number that was measured; columns of text, whole numbers (which
 *     come back as long) and decimals (double)
 */
public record Results(Map<String, String> facts, Table table) {
  private static final List<String> NEEDED =
      List.of("experiment", "date", "machine", "size", "data", "command");
  private static final Pattern NAME = Pattern.compile("[0-9a-z][0-9a-z-]*");

  public Results {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    Require.that(
        facts.keySet().containsAll(NEEDED),
        "results tell %s; they must tell %s",
        facts.keySet(),
        NEEDED);
    facts.forEach(Facts::check);
    String name = facts.get("experiment");
    Require.that(table.rowCount() >= 1, "results of %s have no row", name);
    table = PlainCsv.table(name, PlainCsv.lines(csv(table)), "the table of " + name);
  }

  /**
   * The results that this version of the toolkit brings; empty where there are none.
   *
   * @param name of the experiment, such as 01-munet; 01-munet-long is its longer run
   */
  public static Optional<Results> kept(String name) {
    Require.that(NAME.matcher(name).matches(), "results '%s': use a-z, 0-9 and -", name);
    String file = "results/" + name + ".csv";
    try (InputStream in = Results.class.getResourceAsStream(file)) {
      return in == null ? Optional.empty() : Optional.of(of(in.readAllBytes(), file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + " cannot be read", unreadable);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DamagedFileException with the line, if it is something else
   */
  public static Results read(Path file) {
    try {
      return of(Files.readAllBytes(file), "'" + file + "'");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          Require.text("'%s' cannot be read: %s", file, unreadable), unreadable);
    }
  }

  private static Results of(byte[] bytes, String file) {
    List<PlainCsv.Line> lines = PlainCsv.lines(Facts.utf8(bytes, file));
    Map<String, String> facts = Facts.read(lines, file);
    if (!facts.keySet().containsAll(NEEDED)) {
      throw new DamagedFileException(
          Require.text("%s tells %s; results begin with %s", file, facts.keySet(), NEEDED));
    }
    List<PlainCsv.Line> rows = lines.subList(facts.size(), lines.size());
    return new Results(facts, PlainCsv.table(facts.get("experiment"), rows, file));
  }

  /** The text of the file. */
  String text() {
    return Facts.text(facts) + csv(table);
  }

  private static String csv(Table table) {
    return PlainCsv.header(table) + "\n" + String.join("\n", PlainCsv.rows(table)) + "\n";
  }

  /** Writes the file at once or not at all; its folder is made where it is missing. */
  public void write(Path file) {
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try {
        Files.write(part, text().getBytes(StandardCharsets.UTF_8));
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(
          Require.text("'%s' cannot be written: %s", file, failure), failure);
    }
  }

  /** A fact by its name, such as date. */
  public String fact(String name) {
    Require.that(
        facts.containsKey(name), "results have no fact '%s'; they tell %s", name, facts.keySet());
    return facts.get(name);
  }

  /** A copy of the table, named like the experiment. */
  public Table table() {
    return table.copy();
  }

  /** Such as {@code lesson, real data, 2026-11-22, 2 cores AVX2, no GPU}. */
  @Override
  public String toString() {
    return Require.text(
        "%s, %s, %s, %s", fact("size"), fact("data"), fact("date"), fact("machine"));
  }
}
