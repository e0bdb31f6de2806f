package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.paper.Size;
import tech.tablesaw.api.Table;

class EnvironmentTest {
  private static String value(Table card, String what) {
    int row = card.stringColumn("what").asList().indexOf(what);
    return card.stringColumn("value").get(row);
  }

  @Test
  void tellsSizeSeedAndVersions() {
    Table card = Environment.card(new Settings(Size.TINY, 11, Optional.empty(), Path.of("cache")));
    assertEquals("tiny", value(card, "size"));
    assertEquals("11", value(card, "seed"));
    assertEquals("generated alphabets", value(card, "data"));
    for (String library : new String[] {"munet4j", "DJL", "PyTorch", "Tablesaw"}) {
      assertTrue(value(card, library).matches("[0-9]+\\.[0-9].*"), value(card, library));
    }
    assertTrue(value(card, "memory").matches("Java heap up to .* GB; native arrays .* GB in all"));
    assertTrue(value(card, "threads").matches("\\d+ processor cores.*"));
    assertTrue(value(card, "device").contains("PyTorch"), value(card, "device"));
  }

  @Test
  void keepsThePlaceOfTheDataFolderToItself(@TempDir Path folder) throws Exception {
    Path data = Files.createDirectory(folder.resolve("pictures"));
    Settings settings = new Settings(Size.TINY, 7, Optional.of(data), folder);
    assertEquals("files in folder 'pictures'", value(Environment.card(settings), "data"));
    assertFalse(
        Renderers.render(Environment.card(settings)).toString().contains(folder.toString()));
  }
}
