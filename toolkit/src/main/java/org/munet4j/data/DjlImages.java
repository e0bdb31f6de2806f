package org.munet4j.data;

import ai.djl.modality.cv.Image;
import java.awt.image.BufferedImage;
import java.util.List;
import org.munet4j.internal.Require;

/** Pictures that a program holds, read with the same rules as the pictures in files. */
public final class DjlImages {
  private static final List<String> UNKNOWN = List.of("unknown");

  private DjlImages() {}

  /**
   * Images of one class that means nothing. They are grey if every picture is, else all have three
   * channels.
   *
   * @param pictures at least one, all of one size
   * @throws IllegalArgumentException if a picture is not one of Java's own, or of another size
   */
  public static Images of(List<Image> pictures) {
    List<Picture> decoded = pictures.stream().map(DjlImages::picture).toList();
    int channels = decoded.stream().mapToInt(Picture::channels).max().orElse(1);
    int rows = pictures.get(0).getHeight();
    int columns = pictures.get(0).getWidth();
    int area = channels * rows * columns;
    byte[] pixels = new byte[Images.size("given", pictures.size(), channels, rows, columns)];
    for (int i = 0; i < decoded.size(); i++) {
      Picture picture = decoded.get(i);
      Require.that(
          picture.rows() == rows && picture.columns() == columns,
          "picture %d is %dx%d pixels, picture 0 is %dx%d; pictures of one batch have one size",
          i,
          picture.columns(),
          picture.rows(),
          columns,
          rows);
      System.arraycopy(picture.withChannels(channels).pixels(), 0, pixels, i * area, area);
    }
    int[] labels = new int[pictures.size()];
    return Images.owning(channels, rows, columns, pixels, labels, UNKNOWN, "given", "not stated");
  }

  private static Picture picture(Image picture) {
    Require.that(
        picture.getWrappedImage() instanceof BufferedImage,
        "a picture is a %s, needs a BufferedImage; load it with DJL's own ImageFactory",
        picture.getWrappedImage().getClass().getName());
    return Pictures.of((BufferedImage) picture.getWrappedImage());
  }
}
