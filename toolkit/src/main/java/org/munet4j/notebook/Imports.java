package org.munet4j.notebook;

import java.util.List;

/** The imports that every cell of a munet4j notebook starts with. */
public final class Imports {
  private Imports() {}

  /** Java import declarations, one a line, run by the kernel before the first cell. */
  public static List<String> declarations() {
    return List.of(
        "import java.util.*;",
        "import java.util.stream.*;",
        "import java.nio.file.Path;",
        "import static org.munet4j.notebook.Display.*;",
        "import tech.tablesaw.api.*;");
  }
}
