package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** Feeds a cell to JShell, snippet by snippet, until it ends or fails. */
final class Snippets {
  private static final CellResult.Done NOTHING = new CellResult.Done(false, null);

  private final JShell shell;
  private final Preamble preamble;
  private final LocalExecution execution;
  private final StopSwitch stop;
  private final Places places = new Places();
  private final OtherThreads others;

  Snippets(JShell shell, Preamble preamble, LocalExecution execution, StopSwitch stop) {
    this.shell = shell;
    this.preamble = preamble;
    this.execution = execution;
    this.stop = stop;
    others = OtherThreads.listen(shell, places);
  }

  CellResult run(Cell cell, CellOutput output) {
    CellResult.Done done = NOTHING;
    boolean isSilent = false;
    Set<DeclarationSnippet> waiting = new LinkedHashSet<>();
    Optional<Piece> next = Piece.at(shell.sourceCodeAnalysis(), cell, 0);
    while (next.isPresent()) {
      Piece piece = next.get();
      if (stop.wanted()) {
        return Traceback.interrupted(cell, piece.start(), places, null, null);
      }
      OptionalInt hidden = piece.openComment();
      if (hidden.isPresent()) {
        return CompileErrors.ofOpenComment(cell, hidden.getAsInt());
      }
      preamble.bringNamedIn(piece.source());
      execution.clear();
      List<SnippetEvent> events = shell.eval(piece.source());
      places.remember(events, cell, piece.start());
      Optional<CellResult.Failed> failure = failure(cell, piece.start(), events);
      if (failure.isPresent()) {
        return failure.get();
      }
      done = answer(events).orElse(done);
      isSilent = Silence.isAskedFor(cell.source().substring(piece.start(), piece.end()));
      waiting.addAll(unresolved(events));
      next = Piece.at(shell.sourceCodeAnalysis(), cell, piece.end());
    }
    tellUnresolved(waiting, output);
    return isSilent ? NOTHING : done;
  }

  /** Lets go of what the other threads of the JVM throw. */
  void close() {
    others.close();
  }

  private Optional<CellResult.Failed> failure(Cell cell, int start, List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null && event.status() == Snippet.Status.REJECTED) {
        return Optional.of(
            CompileErrors.of(cell, start, shell.diagnostics(event.snippet()).toList()));
      }
    }
    Throwable translated =
        events.stream()
            .map(SnippetEvent::exception)
            .filter(e -> e != null)
            .findFirst()
            .orElse(null);
    Throwable thrown = execution.thrown();
    if (stop.wanted()) {
      return Optional.of(Traceback.interrupted(cell, start, places, thrown, translated));
    }
    if (thrown == null && translated == null) {
      return Optional.empty();
    }
    if (translated instanceof jdk.jshell.UnresolvedReferenceException unresolved) {
      IllegalStateException told =
          new IllegalStateException(missing(unresolved.getSnippet()), thrown);
      return Optional.of(Traceback.of(cell, start, places, told, translated));
    }
    return Optional.of(
        Traceback.of(cell, start, places, thrown == null ? translated : thrown, translated));
  }

  private Optional<CellResult.Done> answer(List<SnippetEvent> events) {
    return events.stream()
        .filter(event -> event.causeSnippet() == null)
        .map(
            event -> {
              boolean isValue = isValue(event.snippet());
              return new CellResult.Done(isValue, isValue ? execution.value(event.value()) : null);
            })
        .findFirst();
  }

  /** JShell keeps the value of most expressions in a variable such as {@code $1}. */
  private static boolean isValue(Snippet snippet) {
    return snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || snippet.kind() == Snippet.Kind.EXPRESSION && snippet.subKind().hasValue();
  }

  private List<DeclarationSnippet> unresolved(List<SnippetEvent> events) {
    List<DeclarationSnippet> found = new ArrayList<>();
    for (SnippetEvent event : events) {
      if (event.snippet() instanceof DeclarationSnippet declaration && isWaiting(declaration)) {
        found.add(declaration);
      }
    }
    return found;
  }

  private boolean isWaiting(Snippet snippet) {
    Snippet.Status status = shell.status(snippet);
    return status == Snippet.Status.RECOVERABLE_DEFINED
        || status == Snippet.Status.RECOVERABLE_NOT_DEFINED;
  }

  private void tellUnresolved(Set<DeclarationSnippet> waiting, CellOutput output) {
    for (DeclarationSnippet declaration : waiting) {
      if (isWaiting(declaration)) {
        output.err("note: " + missing(declaration) + "\n");
      }
    }
  }

  private String missing(DeclarationSnippet declaration) {
    List<String> needed = shell.unresolvedDependencies(declaration).toList();
    return needed.isEmpty()
        ? declaration.name()
            + " does not fit what cells have defined since"
            + shell.diagnostics(declaration).findFirst().map(Snippets::reason).orElse("")
            + "; correct its cell and run it again"
        : declaration.name() + " cannot be used until a cell defines " + String.join(", ", needed);
  }

  private static String reason(Diag error) {
    return " ("
        + error.getMessage(Locale.ROOT).lines().findFirst().orElse("").replace(";", "")
        + ")";
  }
}
