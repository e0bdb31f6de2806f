package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import org.munet4j.internal.Require;

/** Says why a magic could not do its work and how to repair that. */
public final class MagicException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient CellResult.Failed failed;

  public MagicException(String sentence, Object... values) {
    super(Require.text(sentence, values));
    failed = null;
  }

  /** Code that the magic ran has failed. */
  MagicException(CellResult.Failed failed) {
    super(failed.message(), failed.cause());
    this.failed = failed;
  }

  /** The same failure, told at the line of the cell in which the magic stands. */
  CellResult.Failed at(Cell cell, MagicLine magic) {
    int line = cell.lineAt(magic.start());
    String source = cell.line(line).strip();
    String where = "  " + cell.name() + " line " + line + " -> " + source;
    if (failed != null) {
      List<String> story = new ArrayList<>(failed.traceback());
      if (!story.get(story.size() - 1).equals(where)) {
        story.add(where);
      }
      return new CellResult.Failed(
          failed.kind(), failed.message(), line, source, story, failed.cause());
    }
    String kind = magic.word();
    List<String> story = new ArrayList<>((kind + ": " + getMessage()).lines().toList());
    story.add(where);
    return new CellResult.Failed(kind, getMessage(), line, source, story, null);
  }
}
