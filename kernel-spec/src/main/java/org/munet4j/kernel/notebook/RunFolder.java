package org.munet4j.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The folder of one run. Everything is written into a hidden folder inside it and moved at the end;
 * then tables of the run before that this one no longer has are removed, and no other file.
 *
 * @param out what the reader sees: the notebook, the page and the tables
 * @param part where the run writes
 */
record RunFolder(String name, Path out, Path part) {
  private static final String KEY = "munet4j";
  private static final String PART = ".part-";
  private static final Pattern TABLE = Pattern.compile("tables/\\d{2,6}-[a-z0-9-]{1,60}\\.csv");

  static RunFolder open(String name, Path folder) throws IOException {
    Path out = folder.toAbsolutePath().normalize();
    Files.createDirectories(out);
    removeLeftovers(out);
    Path part = out.resolve(PART + ProcessHandle.current().pid());
    delete(part);
    return new RunFolder(name, out, Files.createDirectories(part));
  }

  Path notebookFile() {
    return out.resolve(name + ".ipynb");
  }

  Path page() {
    return out.resolve(name + ".html");
  }

  /** Writes notebook and page, then moves all files to their place. */
  void publish(Notebook notebook, Set<String> tables, String page) throws IOException {
    Set<String> before = tablesOfTheRunBefore();
    JsonObject files = new JsonObject();
    JsonArray names = new JsonArray();
    tables.forEach(names::add);
    files.add("tables", names);
    NotebookFile.write(
        part.resolve(notebookFile().getFileName()), notebook.forTravel().withMetadata(KEY, files));
    AtomicFile.write(part.resolve(page().getFileName()), page);
    moveAll(tables);
    before.removeAll(tables);
    for (String stale : before) {
      Files.deleteIfExists(out.resolve(stale));
    }
    delete(part);
  }

  private void moveAll(Set<String> tables) throws IOException {
    if (!tables.isEmpty()) {
      Files.createDirectories(out.resolve("tables"));
    }
    for (String table : tables) {
      AtomicFile.move(part.resolve(table), out.resolve(table));
    }
    for (Path file : List.of(page(), notebookFile())) {
      AtomicFile.move(part.resolve(file.getFileName()), file);
    }
  }

  private Set<String> tablesOfTheRunBefore() {
    try {
      Optional<JsonElement> files = NotebookFile.read(notebookFile()).metadata(KEY);
      Set<String> tables = new TreeSet<>();
      if (files.orElse(null) instanceof JsonObject json
          && json.get("tables") instanceof JsonArray names) {
        StreamSupport.stream(names.spliterator(), false)
            .map(Lines::join)
            .filter(TABLE.asMatchPredicate())
            .forEach(tables::add);
      }
      return tables;
    } catch (NotebookException noRunBefore) {
      return new TreeSet<>();
    }
  }

  /** A run that was killed leaves its hidden folder; it goes when its process is gone. */
  private static void removeLeftovers(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(PART) && isGone(name.substring(PART.length()))) {
          delete(file);
        }
      }
    }
  }

  private static boolean isGone(String pid) {
    return pid.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
