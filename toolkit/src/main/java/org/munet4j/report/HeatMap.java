package org.munet4j.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.munet4j.internal.Require;

/**
 * A matrix of parts of one as shades: white is 0, the full colour 1. Up to 25 rows and columns have
 * names and numbers; larger matrices are a plain picture.
 *
 * @param title above it
 * @param down what the rows are
 * @param across what the columns are
 * @param rows names of the rows
 * @param columns names of the columns
 * @param cells what stands at each place
 */
record HeatMap(
    String title,
    String down,
    String across,
    List<String> rows,
    List<String> columns,
    Matrix cells) {
  static final int MOST_NAMED = 25;
  private static final double TOP = 62;
  private static final double LEFT = 16;
  private static final double TYPE = 11;
  private static final double LARGE = 360;
  private static final double NAME = 150;
  private static final double HEADING = 110;
  private static final Ink FULL = new Ink(0x08519C, 1);

  /** The values of a heat map. */
  interface Matrix {
    /** Part of one, 0 to 1; decides the shade. */
    double shade(int row, int column);

    /** What is written in the cell. */
    String text(int row, int column);
  }

  boolean isNamed() {
    return rows.size() <= MOST_NAMED && columns.size() <= MOST_NAMED;
  }

  /** The map, with lines of text below it where it has no names. */
  Drawing drawing(String words, List<String> notes) {
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Text.of(LEFT, 24, Words.fit(title, 13, 640), 13, Ink.TEXT).bold().tip(title));
    String axes = Require.text("rows: %s, columns: %s", down, across);
    marks.add(Mark.Text.of(LEFT, 44, axes, TYPE, Ink.QUIET));
    double titled =
        2 * LEFT + Math.max(Words.width(axes, TYPE), Math.min(640, Words.width(title, 14)));
    return isNamed() ? named(words, titled, marks) : plain(words, titled, notes, marks);
  }

  private Drawing named(String words, double titled, List<Mark> marks) {
    List<String> names = Words.apart(rows, TYPE, NAME);
    List<String> headings = Words.apart(columns, TYPE, HEADING);
    double name = Math.min(NAME, widest(names));
    double heading = Math.min(HEADING, widest(headings));
    double side = Math.max(24, Math.min(46, 460.0 / columns.size()));
    boolean isSlim = heading > side;
    double top = TOP + (isSlim ? 0.75 * heading : 0) + 14;
    double left = LEFT + name + 8;
    for (int column = 0; column < columns.size(); column++) {
      double x = left + (column + 0.5) * side;
      Mark.Text text = heading(headings.get(column), x, top - 6, isSlim, heading);
      marks.add(text.tip(columns.get(column)));
    }
    for (int row = 0; row < rows.size(); row++) {
      double y = top + row * side;
      marks.add(
          Mark.Text.of(
                  left - 8, y + side / 2 + 4, Words.fit(names.get(row), TYPE, name), TYPE, Ink.TEXT)
              .anchored(Mark.Anchor.END)
              .tip(rows.get(row)));
      for (int column = 0; column < columns.size(); column++) {
        cell(row, column, left + column * side, y, side, marks);
      }
    }
    double width =
        Math.max(titled, left + columns.size() * side + (isSlim ? 0.75 * heading : 0) + LEFT);
    return new Drawing(words, width, top + rows.size() * side + LEFT, marks);
  }

  /** Names that do not fit over their column are turned. */
  private static Mark.Text heading(String text, double x, double y, boolean isSlim, double room) {
    String fitting = Words.fit(text, TYPE, room);
    return isSlim
        ? Mark.Text.of(x - 3, y, fitting, TYPE, Ink.TEXT).turned(-45)
        : Mark.Text.of(x, y, fitting, TYPE, Ink.TEXT).anchored(Mark.Anchor.MIDDLE);
  }

  private void cell(int row, int column, double x, double y, double side, List<Mark> marks) {
    double shade = shade(row, column);
    String tip =
        Require.text(
            "%s %s, %s %s: %s (%.1f %%)",
            down, rows.get(row), across, columns.get(column), cells.text(row, column), 100 * shade);
    marks.add(new Mark.Box(x, y, side, side, 0, FULL.lightened(shade), Ink.GRID.pen(1), tip));
    String text = cells.text(row, column);
    double size = Math.min(TYPE, side / Math.max(2.2, 0.65 * text.length()));
    Ink ink = shade > 0.55 ? Ink.WHITE : shade == 0 ? Ink.QUIET.faded(0.7) : Ink.TEXT;
    marks.add(
        Mark.Text.of(x + side / 2, y + side / 2 + size / 3, text, size, ink)
            .anchored(Mark.Anchor.MIDDLE));
  }

  private Drawing plain(String words, double titled, List<String> notes, List<Mark> marks) {
    double high = LARGE * Math.min(1, Math.max(0.2, rows.size() / (double) columns.size()));
    double wide = LARGE * Math.min(1, Math.max(0.2, columns.size() / (double) rows.size()));
    String png = png((row, column) -> FULL.lightened(visible(shade(row, column))).rgb());
    marks.add(new Mark.Raster(LEFT, TOP, wide, high, png, title));
    marks.add(new Mark.Box(LEFT, TOP, wide, high, 0, Ink.NONE, Ink.GRID.pen(1), ""));
    double y = TOP + high + 20;
    for (String note : notes) {
      marks.add(Mark.Text.of(LEFT, y, Words.fit(note, TYPE, 620), TYPE, Ink.TEXT).tip(note));
      y += 16;
    }
    double noted = notes.stream().mapToDouble(note -> Words.width(note, TYPE)).max().orElse(0);
    double width = Math.max(titled, Math.max(wide, Math.min(640, noted)) + 2 * LEFT);
    return new Drawing(words, width, y, marks);
  }

  /** A single small mark in a large map must not be lost. */
  private static double visible(double shade) {
    return shade == 0 ? 0 : 0.15 + 0.85 * shade;
  }

  private double shade(int row, int column) {
    double shade = cells.shade(row, column);
    return Double.isFinite(shade) ? Math.max(0, Math.min(1, shade)) : 0;
  }

  private String png(IntBinaryOperator colour) {
    int[] pixels = new int[Math.multiplyExact(rows.size(), columns.size())];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = colour.applyAsInt(i / columns.size(), i % columns.size());
    }
    return Base64.getEncoder().encodeToString(Png.encode(columns.size(), rows.size(), pixels));
  }

  private static double widest(List<String> names) {
    return names.stream().mapToDouble(name -> Words.width(name, TYPE)).max().orElse(0);
  }
}
