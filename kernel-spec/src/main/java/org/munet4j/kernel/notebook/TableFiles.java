package org.munet4j.kernel.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.munet4j.internal.Require;
import tech.tablesaw.api.Table;

/** Every table that a run shows, as a numbered CSV file in {@code tables/}. */
final class TableFiles {
  private final Path folder;
  private final Map<String, String> names = new HashMap<>();
  private int count;

  TableFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes the table; one that is shown again under the same id replaces the earlier file. */
  synchronized void write(String id, Table table) {
    String name = names.computeIfAbsent(id, key -> next(table));
    try {
      Files.createDirectories(folder.resolve("tables"));
      AtomicFile.write(folder.resolve(name), TableCsv.of(table));
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(
          "table '" + table.name() + "' cannot be written to " + folder, cannotWrite);
    }
  }

  /** The files so far, relative to the folder. */
  synchronized TreeSet<String> names() {
    return new TreeSet<>(names.values());
  }

  private String next(Table table) {
    count++;
    String slug = TableCsv.slug(String.valueOf(table.name()));
    return Require.text("tables/%02d-%s.csv", count, slug);
  }
}
