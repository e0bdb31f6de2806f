package org.munet4j.kernel.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.SnippetEvent;

/** Remembers in which cell and line each snippet of JShell stands. */
final class Places {
  private final Map<String, Start> starts = new ConcurrentHashMap<>();

  /** A position that people can find: a line of a cell. */
  record Place(Cell cell, int line) {
    String source() {
      return cell.line(line);
    }

    @Override
    public String toString() {
      return cell.name() + " line " + line;
    }
  }

  private record Start(Cell cell, int line) {}

  /** The snippets that a piece of the cell became, whose text starts at this position. */
  void remember(List<SnippetEvent> events, Cell cell, int position) {
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        starts.put(event.snippet().id(), new Start(cell, cell.lineAt(position)));
      }
    }
  }

  /** Where the frame is, if it is code of a cell; JShell names such files {@code #id}. */
  Optional<Place> of(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file == null || !file.startsWith("#")) {
      return Optional.empty();
    }
    return Optional.ofNullable(starts.get(file.substring(1)))
        .map(start -> new Place(start.cell(), start.line() + frame.getLineNumber() - 1));
  }
}
