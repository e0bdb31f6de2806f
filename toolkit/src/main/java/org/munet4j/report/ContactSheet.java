package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;

/**
 * Some images of a set side by side, to see what a task is about. Images of one channel are grey,
 * those of three are red, green and blue.
 *
 * @param images where they are from
 * @param each images in a row
 * @param isPerClass whether each row shows one class; otherwise the first images in their order
 */
public record ContactSheet(Images images, int each, boolean isPerClass) implements Figure {
  private static final int MOST_ROWS = 16;
  private static final double TOP = 40;
  private static final double GAP = 4;
  private static final double TYPE = 12;

  public ContactSheet {
    Require.that(each >= 1 && each <= 64, "contact sheet: %d images in a row, needs 1 to 64", each);
  }

  /** Ten images of each class, at most sixteen classes. */
  public static ContactSheet of(Images images) {
    return new ContactSheet(images, 10, true);
  }

  /** So many images of each class. */
  public ContactSheet ofEachClass(int count) {
    return new ContactSheet(images, count, true);
  }

  /** The first images in their order, sixteen rows of so many at most. */
  public ContactSheet inRowsOf(int count) {
    return new ContactSheet(images, count, false);
  }

  @Override
  public Drawing drawing() {
    List<int[]> rows = rows();
    double cell = cell();
    double left = 16 + (isPerClass ? captions(rows) + 10 : 0);
    List<Mark> marks = new ArrayList<>();
    double width = Math.max(280, left + each * (cell + GAP) + 12);
    String title = Words.fit(caption(rows.size()), TYPE, width - 24);
    marks.add(Mark.Text.of(16, 24, title, TYPE, Ink.QUIET).tip(toString()));
    for (int row = 0; row < rows.size(); row++) {
      double y = TOP + row * (cell + GAP);
      if (isPerClass) {
        marks.add(classLabel(rows.get(row), left - 10, y + cell / 2 + 4));
      }
      for (int i = 0; i < rows.get(row).length; i++) {
        addImage(rows.get(row)[i], left + i * (cell + GAP), y, cell, marks);
      }
    }
    return new Drawing(toString(), width, TOP + rows.size() * (cell + GAP) + 12, marks);
  }

  /** Indices of the images in each row. */
  private List<int[]> rows() {
    List<int[]> rows = new ArrayList<>();
    int[] all = IntStream.range(0, images.count()).toArray();
    if (isPerClass) {
      for (int label = 0; label < images.classes() && rows.size() < MOST_ROWS; label++) {
        int wanted = label;
        int[] row = IntStream.of(all).filter(i -> images.label(i) == wanted).limit(each).toArray();
        if (row.length > 0) {
          rows.add(row);
        }
      }
    } else {
      for (int next = 0; next < all.length && rows.size() < MOST_ROWS; next += each) {
        rows.add(IntStream.of(all).skip(next).limit(each).toArray());
      }
    }
    return rows;
  }

  /** Side of one image in pixels: a whole multiple of its own or its thumbnail's. */
  private double cell() {
    int side = Math.max(images.rows(), images.columns());
    return side > 44 ? side / Thumbnail.block(images) : side * Math.max(1, Math.round(44.0 / side));
  }

  private double captions(List<int[]> rows) {
    return rows.stream().mapToDouble(row -> Words.width(name(row[0]), TYPE)).max().orElse(0);
  }

  private String name(int index) {
    return Words.fit(images.classNames().get(images.label(index)), TYPE, 130);
  }

  private Mark classLabel(int[] row, double x, double y) {
    String full = images.classNames().get(images.label(row[0]));
    return Mark.Text.of(x, y, name(row[0]), TYPE, Ink.TEXT).anchored(Mark.Anchor.END).tip(full);
  }

  /** The image in a thin frame, since the ground of many is as white as the page. */
  private void addImage(int index, double x, double y, double cell, List<Mark> marks) {
    double longest = Math.max(images.rows(), images.columns());
    double wide = cell * images.columns() / longest;
    double high = cell * images.rows() / longest;
    double left = x + (cell - wide) / 2;
    double top = y + (cell - high) / 2;
    String tip = Require.text("image %d: %s", index, images.classNames().get(images.label(index)));
    marks.add(new Mark.Raster(left, top, wide, high, Thumbnail.png(images, index), tip));
    marks.add(new Mark.Box(left, top, wide, high, 0, Ink.NONE, Ink.GRID.pen(1), ""));
  }

  private String caption(int shown) {
    String what =
        Require.text(
            "%,d images %d × %d, %d classes",
            images.count(), images.columns(), images.rows(), images.classes());
    return isPerClass && shown == MOST_ROWS && images.classes() > shown
        ? what + Require.text(", %d shown", shown)
        : what;
  }

  @Override
  public String toString() {
    return "contact sheet of " + images;
  }
}
