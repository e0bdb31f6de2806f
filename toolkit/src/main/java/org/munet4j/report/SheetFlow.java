package org.munet4j.report;

import java.util.List;
import org.munet4j.data.Images;

/**
 * Where the classes of a contact sheet stand: side by side in rows of equal length, with the
 * largest pictures that leave the sheet on one screen.
 *
 * @param block side of the square of an image's pixels that becomes one of its picture's
 * @param cell side of a picture in pixels
 * @param across pictures of a class side by side
 * @param down pictures of a class below each other
 * @param pitch from the left edge of one class to that of the next
 * @param columns classes in a row
 * @param rows of classes
 */
record SheetFlow(
    int block, double cell, int across, int down, double pitch, int columns, int rows) {
  static final double GUTTER = 12;
  static final double TYPE = 11;
  static final int LARGE = 56;
  private static final double WIDEST = 840;
  private static final double TALLEST = 560;
  private static final double LONGEST_NAME = 76;
  private static final double GAP = 4;
  private static final double LINE = TYPE + 16;
  private static final int[] SMALLER = {40, 24};

  /** The flow of these classes, given by the places of their images. */
  static SheetFlow of(Images images, int each, List<int[]> groups) {
    double name =
        groups.stream()
            .map(group -> images.classNames().get(images.label(group[0])))
            .mapToDouble(text -> Math.min(LONGEST_NAME, Words.width(text, TYPE)))
            .max()
            .orElse(0);
    int most = groups.stream().mapToInt(group -> group.length).max().orElse(each);
    SheetFlow flow = of(images, LARGE, most, name, groups.size());
    for (int next = 0; next < SMALLER.length && flow.height() > TALLEST; next++) {
      flow = of(images, SMALLER[next], most, name, groups.size());
    }
    return flow;
  }

  private static SheetFlow of(Images images, int wanted, int each, double name, int groups) {
    double cell = cell(images, wanted);
    int fitting = (int) (WIDEST / 2 / (cell + GAP));
    int across = each <= 3 ? each : Math.min((each + 1) / 2, Math.max(3, Math.min(8, fitting)));
    double pitch = Math.max(across * (cell + GAP) - GAP, name) + GUTTER;
    int most = Math.max(1, (int) ((WIDEST + GUTTER) / pitch));
    int rows = Math.max(1, (groups + most - 1) / most);
    int columns = (groups + rows - 1) / rows;
    return new SheetFlow(
        block(images, wanted), cell, across, (each + across - 1) / across, pitch, columns, rows);
  }

  /** Side of one picture: near to this, and a whole multiple or part of the image's own. */
  static double cell(Images images, int wanted) {
    int side = Math.max(images.rows(), images.columns());
    int block = block(images, wanted);
    return block > 1 ? side / block : side * Math.max(1, Math.round((double) wanted / side));
  }

  static int block(Images images, int wanted) {
    int largest = wanted + wanted / 7;
    return (Math.max(images.rows(), images.columns()) + largest - 1) / largest;
  }

  double x(int group) {
    return group % columns * pitch;
  }

  double y(int group) {
    return group / columns * (down * (cell + GAP) + LINE);
  }

  double width() {
    return columns * pitch - GUTTER;
  }

  double height() {
    return rows * (down * (cell + GAP) + LINE);
  }
}
