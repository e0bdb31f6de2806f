package org.munet4j.kernel.engine;

import java.util.Optional;
import java.util.OptionalInt;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * One snippet of a cell.
 *
 * @param start where its text begins in the cell; white space in front is left out, because JShell
 *     counts lines from the first character it is given
 * @param end where the next one may begin
 */
record Piece(int start, int end, String source, Completeness completeness) {
  /** The first snippet at or after this position; empty if only comments are left. */
  static Optional<Piece> at(SourceCodeAnalysis analysis, Cell cell, int position) {
    int start = cell.skipSpace(position);
    String text = cell.source().substring(start);
    CompletionInfo info = analysis.analyzeCompletion(text);
    if (text.isEmpty() || info.completeness() == Completeness.EMPTY) {
      return Optional.empty();
    }
    if (info.source() == null || !info.completeness().isComplete()) {
      return Optional.of(new Piece(start, cell.source().length(), text, info.completeness()));
    }
    int end = cell.source().length() - info.remaining().length();
    return Optional.of(new Piece(start, end, info.source(), info.completeness()));
  }

  /** Where in the cell a comment begins that nothing ends; JShell would skip all behind it. */
  OptionalInt openComment() {
    OptionalInt inside =
        completeness.isComplete() ? OptionalInt.empty() : Brackets.openComment(source);
    return inside.isPresent() ? OptionalInt.of(start + inside.getAsInt()) : inside;
  }
}
