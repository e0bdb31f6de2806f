package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.util.List;
import org.munet4j.kernel.notebook.NotebookException;
import org.munet4j.kernel.notebook.NotebookFile;

/** What {@code munet4j run} prints when no notebook is named. */
record NotebookList(Notebooks notebooks) {
  void print(PrintWriter out) {
    List<String> names = notebooks.names();
    if (names.isEmpty()) {
      out.println("no notebooks in " + notebooks.folder() + "; name a file that ends with .ipynb");
      return;
    }
    out.print(Columns.align(names.stream().map(name -> List.of(name, title(name))).toList()));
    out.println("run one:  ./munet4j run " + names.get(0));
    out.flush();
  }

  private String title(String name) {
    try {
      return NotebookFile.read(notebooks.file(name)).title().orElse("");
    } catch (NotebookException damaged) {
      return "(" + damaged.getMessage() + ")";
    }
  }
}
