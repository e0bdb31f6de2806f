package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path parent;

  @Test
  void removesItsOwnStaleTablesAndNoForeignFile() throws IOException {
    publish("tables/01-a.csv", "tables/02-b.csv");
    Files.writeString(parent.resolve("out/tables/03-mine.csv"), "mine");
    publish("tables/01-a.csv");
    assertEquals(List.of("x.html", "x.ipynb", "tables/01-a.csv", "tables/03-mine.csv"), files());
  }

  @Test
  void trustsNoPathInTheFileOfTheRunBefore() throws IOException {
    Path victim = Files.writeString(parent.resolve("victim.csv"), "mine");
    Files.createDirectories(parent.resolve("out"));
    Files.writeString(
        parent.resolve("out/x.ipynb"),
        "{\"nbformat\":4,\"cells\":[],\"metadata\":{\"munet4j\":"
            + "{\"tables\":[\"../victim.csv\",\"tables/../../victim.csv\",7]}}}");
    publish();
    assertTrue(Files.exists(victim));
  }

  @Test
  void showsNothingBeforeItIsPublished() throws IOException {
    RunFolder folder = RunFolder.open("x", parent.resolve("out"));
    new TableFiles(folder.part()).write("id", tech.tablesaw.api.Table.create("t"));
    assertEquals(List.of(), files());
  }

  @Test
  void replacesADamagedRunAndClearsAfterADeadProcess() throws IOException {
    Files.createDirectories(parent.resolve("out"));
    Files.writeString(parent.resolve("out/x.ipynb"), "{");
    Files.createDirectories(parent.resolve("out/.part-4194305000/tables"));
    publish();
    assertEquals(List.of("x.html", "x.ipynb"), files());
    assertFalse(Files.exists(parent.resolve("out/.part-4194305000")));
    try (Stream<Path> siblings = Files.list(parent)) {
      assertEquals(List.of(parent.resolve("out")), siblings.toList());
    }
  }

  private void publish(String... tables) throws IOException {
    RunFolder folder = RunFolder.open("x", parent.resolve("out"));
    for (String table : tables) {
      Files.createDirectories(folder.part().resolve("tables"));
      Files.writeString(folder.part().resolve(table), "a\n");
    }
    folder.publish(Samples.notebook(), Set.of(tables), "<p>");
  }

  private List<String> files() throws IOException {
    Path out = parent.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !out.relativize(file).toString().startsWith(".part-"))
          .map(file -> out.relativize(file).toString().replace('\\', '/'))
          .sorted(
              java.util.Comparator.comparing((String f) -> f.contains("/")).thenComparing(f -> f))
          .toList();
    }
  }
}
