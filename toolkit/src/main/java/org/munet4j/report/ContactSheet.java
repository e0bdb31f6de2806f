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
 * @param each images of a class, or in a row
 * @param isPerClass whether the images of a class stand together above its name; otherwise the
 *     first images in their order
 * @param title stands above the images
 */
public record ContactSheet(Images images, int each, boolean isPerClass, String title)
    implements Figure {
  private static final int MOST_CLASSES = 60;
  private static final int MOST_IMAGES = 240;
  private static final int MOST_ROWS = 16;
  private static final double LEFT = 16;
  private static final double TOP = 40;
  private static final double GAP = 4;
  private static final double TYPE = 12;

  public ContactSheet {
    Require.that(each >= 1 && each <= 64, "contact sheet: %d images in a row, needs 1 to 64", each);
  }

  /** Ten images of each class, at most 24 classes. */
  public static ContactSheet of(Images images) {
    return new ContactSheet(images, 10, true, caption(images));
  }

  /** So many images of each class, at most 60 classes, and fewer where that is over 240 images. */
  public ContactSheet ofEachClass(int count) {
    return new ContactSheet(images, count, true, title);
  }

  /** The first images in their order, sixteen rows of so many at most. */
  public ContactSheet inRowsOf(int count) {
    return new ContactSheet(images, count, false, title);
  }

  /** The same images under another title. */
  public ContactSheet titled(String newTitle) {
    return new ContactSheet(images, each, isPerClass, newTitle);
  }

  @Override
  public Drawing drawing() {
    return isPerClass ? classes() : rows();
  }

  private Drawing classes() {
    List<int[]> groups = new ArrayList<>();
    int[] all = IntStream.range(0, images.count()).toArray();
    for (int label = 0; label < images.classes(); label++) {
      int wanted = label;
      int[] group = IntStream.of(all).filter(i -> images.label(i) == wanted).limit(each).toArray();
      if (group.length > 0) {
        groups.add(group);
      }
    }
    int most = Math.max(2, Math.min(MOST_CLASSES, MOST_IMAGES / each));
    List<int[]> shown = groups.subList(0, Math.min(groups.size(), most));
    SheetFlow flow = SheetFlow.of(images, each, shown);
    List<Mark> marks = new ArrayList<>();
    for (int group = 0; group < shown.size(); group++) {
      drawGroup(shown.get(group), flow, LEFT + flow.x(group), TOP + flow.y(group), marks);
    }
    double bottom = TOP + flow.height();
    int missing = groups.size() - shown.size();
    if (missing > 0) {
      String more = Require.text("… and %,d more %s", missing, missing == 1 ? "class" : "classes");
      marks.add(Mark.Text.of(LEFT, bottom + TYPE, more, TYPE, Ink.QUIET));
      bottom += TYPE + GAP;
    }
    return drawing(LEFT + flow.width() + LEFT, bottom + 8, marks);
  }

  /** The images of a class and its name in the middle below them. */
  private void drawGroup(int[] group, SheetFlow flow, double x, double y, List<Mark> marks) {
    double pitch = flow.cell() + GAP;
    double wide = Math.min(group.length, flow.across()) * pitch - GAP;
    double left = x + (flow.pitch() - SheetFlow.GUTTER - wide) / 2;
    for (int i = 0; i < group.length; i++) {
      double down = i / flow.across() * pitch;
      addImage(
          group[i], left + i % flow.across() * pitch, y + down, flow.cell(), flow.block(), marks);
    }
    String name = name(group[0]);
    String fitting = Words.fit(name, SheetFlow.TYPE, flow.pitch() - GAP);
    double middle = left + wide / 2;
    double line = y + flow.down() * pitch + SheetFlow.TYPE;
    marks.add(
        Mark.Text.of(middle, line, fitting, SheetFlow.TYPE, Ink.TEXT)
            .anchored(Mark.Anchor.MIDDLE)
            .tip(name));
  }

  private Drawing rows() {
    double cell = SheetFlow.cell(images, SheetFlow.LARGE);
    int block = SheetFlow.block(images, SheetFlow.LARGE);
    int shown = Math.min(images.count(), MOST_ROWS * each);
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      double y = TOP + i / each * (cell + GAP);
      addImage(i, LEFT + i % each * (cell + GAP), y, cell, block, marks);
    }
    int down = (shown + each - 1) / each;
    double width = LEFT + Math.min(each, shown) * (cell + GAP) + 12;
    return drawing(width, TOP + down * (cell + GAP) + 12, marks);
  }

  private Drawing drawing(double width, double height, List<Mark> marks) {
    double wide =
        Math.max(280, Math.max(width, Math.min(680, Words.width(title, TYPE) + 2 * LEFT)));
    String heading = Words.fit(title, TYPE, wide - 2 * LEFT);
    marks.add(Mark.Text.of(LEFT, 24, heading, TYPE, Ink.QUIET).tip(toString()));
    return new Drawing(toString(), wide, height, marks);
  }

  private String name(int index) {
    return images.classNames().get(images.label(index));
  }

  /** The image in a thin frame, since the ground of many is as white as the page. */
  private void addImage(int index, double x, double y, double cell, int block, List<Mark> marks) {
    double longest = Math.max(images.rows(), images.columns());
    double wide = cell * images.columns() / longest;
    double high = cell * images.rows() / longest;
    double left = x + (cell - wide) / 2;
    double top = y + (cell - high) / 2;
    String tip = Require.text("image %d: %s", index, name(index));
    marks.add(new Mark.Raster(left, top, wide, high, Thumbnail.png(images, index, block), tip));
    marks.add(new Mark.Box(left, top, wide, high, 0, Ink.NONE, Ink.GRID.pen(1), ""));
  }

  private static String caption(Images images) {
    return Require.text(
        "%,d images %d × %d, %d classes",
        images.count(), images.columns(), images.rows(), images.classes());
  }

  @Override
  public String toString() {
    return "contact sheet of " + images;
  }
}
