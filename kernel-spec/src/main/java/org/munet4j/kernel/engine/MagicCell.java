package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;

/**
 * A cell cut at its magic lines. Every part keeps the lines and columns that it has in the cell.
 *
 * @param parts in order; Java between two magics may be blank
 */
record MagicCell(Cell cell, List<Part> parts) {
  /** A magic line or the Java between two of them. */
  record Part(int start, int end, Optional<MagicLine> magic) {}

  static MagicCell of(SourceCodeAnalysis analysis, Cell cell) {
    List<Part> parts = new ArrayList<>();
    int begin = 0;
    int at = 0;
    while (MagicLine.mayStandIn(cell.source())) {
      Optional<MagicLine> magic = MagicLine.at(cell.source(), at);
      if (magic.isPresent()) {
        parts.add(new Part(begin, magic.get().start(), Optional.empty()));
        parts.add(new Part(magic.get().start(), magic.get().end(), magic));
        begin = magic.get().end();
        at = begin;
        continue;
      }
      Optional<Piece> piece = Piece.at(analysis, cell, at);
      if (piece.isEmpty()) {
        break;
      }
      at = piece.get().end();
    }
    parts.add(new Part(begin, cell.source().length(), Optional.empty()));
    return new MagicCell(cell, List.copyOf(parts));
  }

  /** The cell with blanks in place of everything but this part. */
  Cell only(Part part) {
    String source = cell.source();
    return new Cell(
        cell.name(),
        blank(source.substring(0, part.start()))
            + source.substring(part.start(), part.end())
            + blank(source.substring(part.end())));
  }

  /** The cell with blanks in place of its magics. */
  Cell java() {
    StringBuilder source = new StringBuilder();
    for (Part part : parts) {
      String text = cell.source().substring(part.start(), part.end());
      source.append(part.magic().isPresent() ? blank(text) : text);
    }
    return new Cell(cell.name(), source.toString());
  }

  private static String blank(String text) {
    return text.replaceAll("[^\\n]", " ");
  }
}
