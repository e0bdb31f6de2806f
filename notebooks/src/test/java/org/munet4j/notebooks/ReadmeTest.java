package org.munet4j.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.munet4j.kernel.engine.CellEngine;
import org.munet4j.kernel.engine.CellOutput;
import org.munet4j.kernel.engine.CellResult;
import org.munet4j.notebook.Imports;
import tech.tablesaw.api.Table;

/** What the README shows is run: its Java lines, and the files that it points to. */
class ReadmeTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  @Test
  void itsLinesOfJavaGiveALeaderboardOfTwoTasks() throws IOException {
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertTrue(block.find(), "the README shows no Java");
    try (CellEngine engine = CellEngine.start(Imports.declarations(), new Silence())) {
      CellResult result = engine.run(1, block.group(1));
      CellResult.Done done = (CellResult.Done) result;
      assertEquals(2, ((Table) done.value()).rowCount());
    }
  }

  @Test
  void everyFileItLinksIsThere() throws IOException {
    Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme());
    while (link.find()) {
      assertTrue(Files.exists(HOME.resolve(link.group(1))), link.group(1));
    }
  }

  private static String readme() throws IOException {
    return Files.readString(HOME.resolve("README.md"));
  }

  private static final class Silence implements CellOutput {
    @Override
    public void out(String text) {}

    @Override
    public void err(String text) {}
  }
}
