package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import org.munet4j.internal.Require;
import org.munet4j.kernel.engine.Look.Meaning;
import org.munet4j.kernel.javadoc.DocComments;
import org.munet4j.kernel.javadoc.Page;
import org.munet4j.kernel.javadoc.Sources;

/** What an editor asks about code that is being written; nothing of it is run. */
public final class CodeHelp {
  private static final String HERE = "munet4jHere";
  private static final Pattern LEFT = Pattern.compile("(?s)^.*?((?:[\\w$)\\]]+\\.|\\.|::)*)$");

  private final CellEngine engine;
  private final DocComments comments = new DocComments(Sources.beside(Require.class));

  CodeHelp(CellEngine engine) {
    this.engine = engine;
  }

  /**
   * A word that may stand at the cursor.
   *
   * @param type {@code function}, {@code class}, {@code instance}, {@code module}, {@code magic} or
   *     {@code path}
   * @param signature parameters and result, or the type; empty if unknown
   */
  public record Word(String text, String type, String signature) {}

  /**
   * Words that may stand between two positions of the code.
   *
   * @param end the position of the cursor
   */
  public record Completion(int start, int end, List<Word> words) {}

  /** Whether a console should run the code or wait for more of it. */
  public enum Ending {
    COMPLETE,
    INCOMPLETE,
    INVALID
  }

  /** How the word in front of the cursor may go on. */
  public Completion complete(String code, int cursor) {
    Completion nothing = new Completion(cursor, cursor, List.of());
    return engine.ask(
        shell -> {
          engine.preamble().bringFor(code.substring(0, cursor));
          return engine
              .magics()
              .complete(code, cursor)
              .orElseGet(() -> complete(shell, plain(shell, code), cursor));
        },
        nothing);
  }

  /** The declaration and documentation of what stands at the cursor, or of the call around it. */
  public Optional<Page> describe(String code, int cursor) {
    return engine.ask(
        shell -> {
          engine.preamble().bringNamedIn(code);
          return engine
              .magics()
              .describe(code, cursor)
              .or(() -> describe(shell, plain(shell, code), cursor));
        },
        Optional.empty());
  }

  public Ending ending(String code) {
    return engine.ask(
        shell -> ending(shell.sourceCodeAnalysis(), plain(shell, code)), Ending.COMPLETE);
  }

  /** The white space that a console should begin the next line with, two spaces for each level. */
  public String indent(String code) {
    String last = code.stripTrailing().substring(code.stripTrailing().lastIndexOf('\n') + 1);
    String space = last.substring(0, last.length() - last.stripLeading().length());
    boolean isBlock = Brackets.isInText(code, code.length());
    return isBlock ? "" : Brackets.depth(last) > 0 ? space + "  " : space;
  }

  private Completion complete(JShell shell, String code, int cursor) {
    if (Brackets.isInText(code, cursor)) {
      return new Completion(cursor, cursor, List.of());
    }
    int start = nameStart(code, cursor);
    String typed = code.substring(start, cursor);
    List<Piece> pieces = upTo(shell.sourceCodeAnalysis(), code, cursor);
    Piece last = pieces.get(pieces.size() - 1);
    int inside = cursor - last.start();
    int[] anchor = {inside};
    List<SourceCodeAnalysis.Suggestion> suggested =
        shell.sourceCodeAnalysis().completionSuggestions(last.source(), inside, anchor);
    suggested = anchor[0] == start - last.start() ? suggested : List.of();
    pieces.set(pieces.size() - 1, withName(last, inside));
    Optional<Look> look = engine.scratch().look(shell, pieces);
    List<Meaning> known =
        look.map(l -> l.candidates(cursor + HERE.length(), name -> name.startsWith(typed)))
            .orElse(List.of());
    String left = LEFT.matcher(code.substring(0, start)).replaceFirst("$1");
    Words words = new Words(look.map(l -> l.task().getElements()), left, (left + typed).isEmpty());
    return new Completion(start, cursor, words.of(known, suggested));
  }

  private Optional<Page> describe(JShell shell, String code, int cursor) {
    int start = nameStart(code, cursor);
    int end = nameEnd(code, cursor);
    OptionalInt call = Brackets.openCall(code, cursor);
    boolean isName = start < end && !Brackets.isInText(code, cursor);
    Optional<Page> page = isName ? describe(shell, code, start, end) : Optional.empty();
    return page.isPresent() || call.isEmpty()
        ? page
        : describe(shell, code, nameStart(code, call.getAsInt()), call.getAsInt());
  }

  private Optional<Page> describe(JShell shell, String code, int start, int end) {
    String name = code.substring(start, end);
    List<Piece> pieces = upTo(shell.sourceCodeAnalysis(), code, start);
    return engine
        .scratch()
        .look(shell, pieces)
        .flatMap(
            look -> {
              List<Meaning> meanings = look.meanings(end, name);
              return meanings.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Description.of(comments, look, meanings, look.isDecided(end)));
            });
  }

  private static Piece withName(Piece piece, int at) {
    String source = piece.source();
    int inside = Math.min(at, source.length());
    String longer = source.substring(0, inside) + " ".repeat(at - inside) + HERE;
    return new Piece(
        piece.start(), piece.end(), longer + source.substring(inside), piece.completeness());
  }

  private static Ending ending(SourceCodeAnalysis analysis, String code) {
    Completeness last =
        upTo(analysis, code, code.length()).stream()
            .map(Piece::completeness)
            .filter(piece -> piece != Completeness.EMPTY)
            .reduce(Completeness.EMPTY, (before, after) -> after);
    return switch (last) {
      case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> Ending.INCOMPLETE;
      case UNKNOWN -> Ending.INVALID;
      default -> Ending.COMPLETE;
    };
  }

  /** The snippets up to the one in which the position lies; at least one. */
  private static List<Piece> upTo(SourceCodeAnalysis analysis, String code, int position) {
    Cell cell = new Cell(0, code);
    List<Piece> pieces = new ArrayList<>();
    Optional<Piece> next = Piece.at(analysis, cell, 0);
    while (next.isPresent() && next.get().start() <= position) {
      pieces.add(next.get());
      next = Piece.at(analysis, cell, next.get().end());
    }
    boolean isBehind = pieces.isEmpty() || isEnded(pieces.get(pieces.size() - 1), code, position);
    if (isBehind) {
      pieces.add(new Piece(position, position, "", Completeness.EMPTY));
    }
    return pieces;
  }

  /** Whether the position lies behind the semicolon or bracket that ends the snippet. */
  private static boolean isEnded(Piece piece, String code, int position) {
    String text = code.substring(piece.start(), piece.end()).stripTrailing();
    return position >= piece.start() + text.length() && (text.endsWith(";") || text.endsWith("}"));
  }

  /** The code without its magics, every other letter at its place. */
  private static String plain(JShell shell, String code) {
    return MagicCell.of(shell.sourceCodeAnalysis(), new Cell(0, code)).java().source();
  }

  private static int nameStart(String code, int cursor) {
    int start = Math.min(cursor, code.length());
    while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int nameEnd(String code, int cursor) {
    int end = Math.min(cursor, code.length());
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    return end;
  }
}
