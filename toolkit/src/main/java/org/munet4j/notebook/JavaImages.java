package org.munet4j.notebook;

import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.RenderedImage;
import java.util.Base64;
import org.munet4j.internal.Require;
import org.munet4j.report.Paper;

/** Shows Java's own images, on white where they are transparent, large ones made smaller. */
final class JavaImages {
  private static final double LONGEST = 1024;

  private JavaImages() {}

  static Bundle of(RenderedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    double scale = Math.min(1, LONGEST / Math.max(width, height));
    byte[] png =
        Paper.png(
            width,
            height,
            scale,
            graphics -> {
              graphics.setRenderingHint(
                  RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
              graphics.drawRenderedImage(
                  image, AffineTransform.getTranslateInstance(-image.getMinX(), -image.getMinY()));
            });
    return Bundle.text(Require.text("image of %,d × %,d pixels", width, height))
        .and(Bundle.PNG, Base64.getEncoder().encodeToString(png));
  }
}
