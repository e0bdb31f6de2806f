package org.munet4j.kernel.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What an editor asks about code that is being written; nothing of it is run. */
public final class CodeHelp {
  private static final int MAX_WORDS = 500;

  private final CellEngine engine;

  CodeHelp(CellEngine engine) {
    this.engine = engine;
  }

  /**
   * Words that may stand between two positions of the code.
   *
   * @param end the position of the cursor
   */
  public record Completion(int start, int end, List<String> words) {}

  /** Whether a console should run the code or wait for more of it. */
  public enum Ending {
    COMPLETE,
    INCOMPLETE,
    INVALID
  }

  /** How the word in front of the cursor may go on. */
  public Completion complete(String code, int cursor) {
    return engine.ask(
        shell -> {
          engine.preamble().bringFor(code.substring(0, cursor));
          return complete(shell, code, cursor);
        },
        new Completion(cursor, cursor, List.of()));
  }

  /** The declaration of what stands at the cursor. */
  public Optional<String> describe(String code, int cursor) {
    return engine.ask(
        shell -> {
          engine.preamble().bringNamedIn(code);
          return describe(shell, code, cursor);
        },
        Optional.empty());
  }

  public Ending ending(String code) {
    return engine.ask(shell -> ending(shell.sourceCodeAnalysis(), code), Ending.COMPLETE);
  }

  private static Completion complete(JShell shell, String code, int cursor) {
    Piece piece = around(shell.sourceCodeAnalysis(), code, cursor);
    int[] anchor = {cursor - piece.start()};
    String source = code.substring(piece.start());
    List<Suggestion> found =
        shell.sourceCodeAnalysis().completionSuggestions(source, cursor - piece.start(), anchor);
    List<String> words =
        Stream.concat(
                found.stream().filter(Suggestion::matchesType),
                found.stream().filter(word -> !word.matchesType()))
            .map(Suggestion::continuation)
            .distinct()
            .limit(MAX_WORDS)
            .toList();
    return new Completion(piece.start() + anchor[0], cursor, words);
  }

  private static Optional<String> describe(JShell shell, String code, int cursor) {
    int end = cursor;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    int start = Math.min(end, code.length());
    while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
      start--;
    }
    String word = code.substring(start, end);
    Optional<String> variable =
        shell
            .variables()
            .filter(known -> known.name().equals(word))
            .map(known -> known.typeName() + " " + word)
            .findFirst();
    Piece piece = around(shell.sourceCodeAnalysis(), code, start);
    String source = code.substring(Math.min(piece.start(), start), end);
    return variable.or(
        () ->
            Stream.concat(signatures(shell, source + "("), signatures(shell, source))
                .distinct()
                .reduce((one, other) -> one + "\n" + other));
  }

  private static Stream<String> signatures(JShell shell, String code) {
    return shell.sourceCodeAnalysis().documentation(code, code.length(), false).stream()
        .map(SourceCodeAnalysis.Documentation::signature);
  }

  private static Ending ending(SourceCodeAnalysis analysis, String code) {
    Cell cell = new Cell(0, code);
    Optional<Piece> piece = Piece.at(analysis, cell, 0);
    Completeness last = Completeness.EMPTY;
    while (piece.isPresent()) {
      last = piece.get().completeness();
      piece = Piece.at(analysis, cell, piece.get().end());
    }
    return switch (last) {
      case DEFINITELY_INCOMPLETE -> Ending.INCOMPLETE;
      case UNKNOWN -> Ending.INVALID;
      default -> Ending.COMPLETE;
    };
  }

  /** The snippet in which the position lies. */
  private static Piece around(SourceCodeAnalysis analysis, String code, int position) {
    Cell cell = new Cell(0, code);
    Piece found = new Piece(position, position, "", Completeness.EMPTY);
    Optional<Piece> next = Piece.at(analysis, cell, 0);
    while (next.isPresent() && next.get().start() <= position) {
      found = next.get();
      next = Piece.at(analysis, cell, found.end());
    }
    return found;
  }
}
