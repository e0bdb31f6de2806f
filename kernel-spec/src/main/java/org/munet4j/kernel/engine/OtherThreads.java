package org.munet4j.kernel.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Tells what threads throw that a cell has started, with the lines of the cell. */
final class OtherThreads implements Thread.UncaughtExceptionHandler {
  private static final Pattern CLASS = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*(?:\\$.*)?");

  private final JShell shell;
  private final Places places;
  private final Thread.UncaughtExceptionHandler former =
      Thread.getDefaultUncaughtExceptionHandler();

  private OtherThreads(JShell shell, Places places) {
    this.shell = shell;
    this.places = places;
  }

  static OtherThreads listen(JShell shell, Places places) {
    OtherThreads others = new OtherThreads(shell, places);
    Thread.setDefaultUncaughtExceptionHandler(others);
    return others;
  }

  void close() {
    if (Thread.getDefaultUncaughtExceptionHandler() == this) {
      Thread.setDefaultUncaughtExceptionHandler(former);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (thrown instanceof ThreadDeath) {
      return;
    }
    CellResult.Failed failed =
        Traceback.of(new Cell(0, ""), -1, places, thrown, translated(thrown, 0));
    String story = String.join("\n", failed.traceback());
    System.err.println("thread '" + thread.getName() + "' ended: " + story);
  }

  private Throwable translated(Throwable thrown, int depth) {
    Throwable cause = depth < Traceback.MAX_CAUSES ? thrown.getCause() : null;
    Throwable copy = new Throwable(cause == null ? null : translated(cause, depth + 1));
    copy.setStackTrace(
        Arrays.stream(thrown.getStackTrace())
            .map(this::translated)
            .toArray(StackTraceElement[]::new));
    return copy;
  }

  /** A frame of a cell names its snippet as JShell does where it translates frames itself. */
  private StackTraceElement translated(StackTraceElement frame) {
    Matcher name = CLASS.matcher(frame.getClassName());
    return Optional.of(name)
        .filter(Matcher::matches)
        .flatMap(m -> shell.snippets().filter(s -> s.id().equals(m.group(1))).findFirst())
        .map(snippet -> translated(frame, snippet))
        .orElse(frame);
  }

  private StackTraceElement translated(StackTraceElement frame, Snippet snippet) {
    SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(snippet);
    String[] lines = wrapper.wrapped().split("\n", -1);
    int position = 0;
    for (int i = 1; i < Math.min(frame.getLineNumber(), lines.length); i++) {
      position += lines[i - 1].length() + 1;
    }
    position += lines[Math.min(frame.getLineNumber(), lines.length) - 1].length();
    int place = Math.max(0, wrapper.wrappedToSourcePosition(position));
    int line = new Cell(0, wrapper.source()).lineAt(place);
    return new StackTraceElement(
        frame.getClassName(), frame.getMethodName(), "#" + snippet.id(), line);
  }
}
