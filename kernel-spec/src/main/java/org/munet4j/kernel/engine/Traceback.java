package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.spi.SPIResolutionException;
import org.munet4j.kernel.engine.Places.Place;

/**
 * The story of a failure in plain lines. Frames of cells are shown with their source; of each run
 * of library frames only the first.
 */
final class Traceback {
  static final int MAX_CAUSES = 12;
  private static final int MAX_FRAMES = 24;
  private static final String LIBRARY = "    ";
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+?[$.]");

  private final Places places;
  private final Cell cell;
  private final List<String> lines = new ArrayList<>();
  private Place first;

  private Traceback(Cell cell, Places places) {
    this.cell = cell;
    this.places = places;
  }

  /**
   * @param start where the failing snippet begins, for failures that have no frame in the cell
   * @param thrown what the cell threw
   * @param translated the same chain of causes with the frames that JShell translated; may be null
   */
  static CellResult.Failed of(
      Cell cell, int start, Places places, Throwable thrown, Throwable translated) {
    Traceback story = new Traceback(cell, places);
    story.tell(thrown, translated);
    MemoryAdvice.of(thrown).ifPresent(story.lines::add);
    return story.failed(name(thrown), message(thrown), start, thrown);
  }

  /** A failure of work that stands in no cell. */
  static CellResult.Failed elsewhere(Throwable thrown) {
    return of(new Cell(0, ""), -1, new Places(), thrown, null);
  }

  /** A cell that was asked to stop: only where it was is told. */
  static CellResult.Failed interrupted(
      Cell cell, int start, Places places, Throwable thrown, Throwable translated) {
    Traceback story = new Traceback(cell, places);
    story.lines.add(CellResult.Failed.INTERRUPTED + ": the cell was stopped");
    if (translated != null) {
      story.frames(translated.getStackTrace());
      story.lines.removeIf(line -> line.startsWith(LIBRARY));
    }
    return story.failed(CellResult.Failed.INTERRUPTED, "the cell was stopped", start, thrown);
  }

  /** What an exception says; never fails, although a message may be code of the cell. */
  static String message(Throwable thrown) {
    try {
      return thrown.getMessage() == null ? "" : readable(thrown.getMessage());
    } catch (Throwable inMessage) {
      return "(its message cannot be read: " + inMessage.getClass().getName() + ")";
    }
  }

  private static String name(Throwable thrown) {
    Class<?> type = thrown.getClass();
    return readable((type.isAnonymousClass() ? type.getSuperclass() : type).getName());
  }

  /** Classes of cells by the names that the cell gave them. */
  private static String readable(String text) {
    return WRAPPER.matcher(text).replaceAll("");
  }

  private CellResult.Failed failed(String kind, String message, int start, Throwable thrown) {
    int line = first != null ? first.line() : start < 0 ? 0 : cell.lineAt(start);
    return new CellResult.Failed(kind, message, line, cell.line(line).strip(), lines, thrown);
  }

  private void tell(Throwable thrown, Throwable translated) {
    Throwable frames = translated;
    Throwable cause = thrown;
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int depth = 0; isTold(cause, depth); depth++) {
      String circle = told.add(cause) ? "" : " (circular)";
      lines.addAll(((depth == 0 ? "" : "caused by ") + headline(cause) + circle).lines().toList());
      if (!circle.isEmpty()) {
        return;
      }
      lines.addAll(depth == 0 ? advice(cause) : List.of());
      frames(frames == null ? cause.getStackTrace() : frames.getStackTrace());
      for (Throwable suppressed : cause.getSuppressed()) {
        lines.addAll(("suppressed " + headline(suppressed)).lines().toList());
      }
      cause = cause.getCause();
      frames = frames == null ? null : frames.getCause();
    }
  }

  /** JShell's own word for a name that no cell defines yet is told by the exception above it. */
  private static boolean isTold(Throwable cause, int depth) {
    return cause != null && depth <= MAX_CAUSES && !(cause instanceof SPIResolutionException);
  }

  /** A class whose static part failed is not tried again. */
  private static List<String> advice(Throwable thrown) {
    boolean isBroken =
        thrown instanceof ExceptionInInitializerError
            || thrown instanceof NoClassDefFoundError
                && message(thrown).startsWith("Could not initialize class");
    return isBroken
        ? List.of(
            "  a class whose static part fails stays broken: correct it and run the cell that"
                + " defines it again, or restart the kernel if it is a library's")
        : List.of();
  }

  private static String headline(Throwable thrown) {
    String message = message(thrown);
    return name(thrown) + (message.isEmpty() ? "" : ": " + message);
  }

  private void frames(StackTraceElement[] frames) {
    List<String> told = new ArrayList<>();
    int folded = 0;
    for (StackTraceElement frame : frames) {
      Optional<Place> place = places.of(frame);
      place.filter(p -> first == null && p.cell() == cell).ifPresent(p -> first = p);
      if (place.isPresent()) {
        fold(told, folded - 1);
        folded = 0;
        told.add("  " + place.get() + " -> " + place.get().source().strip());
      } else if (folded++ == 0) {
        told.add(LIBRARY + "at " + frame);
      }
    }
    fold(told, folded - 1);
    lines.addAll(shortened(withoutRepeats(told)));
  }

  private static void fold(List<String> told, int count) {
    if (count > 0) {
      told.add(LIBRARY + "... " + count + (count == 1 ? " library frame" : " library frames"));
    }
  }

  private static List<String> withoutRepeats(List<String> told) {
    List<String> shorter = new ArrayList<>();
    for (int i = 0, next; i < told.size(); i = next) {
      next = i + 1;
      while (next < told.size() && told.get(next).equals(told.get(i))) {
        next++;
      }
      int times = next - i;
      shorter.add(told.get(i) + (times > 1 ? "  (" + times + " times)" : ""));
    }
    return shorter;
  }

  private static List<String> shortened(List<String> told) {
    if (told.size() <= MAX_FRAMES) {
      return told;
    }
    int half = MAX_FRAMES / 2;
    List<String> shorter = new ArrayList<>(told.subList(0, half));
    shorter.add("  ... " + (told.size() - MAX_FRAMES) + " more lines");
    shorter.addAll(told.subList(told.size() - half, told.size()));
    return Collections.unmodifiableList(shorter);
  }
}
