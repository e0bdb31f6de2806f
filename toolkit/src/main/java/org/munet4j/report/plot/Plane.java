package org.munet4j.report.plot;

import com.google.gson.JsonElement;
import java.awt.geom.Rectangle2D;

/**
 * Where values stand in the picture.
 *
 * @param x scale of the horizontal axis
 * @param y scale of the vertical axis
 * @param across ends of the horizontal axis, left and right
 * @param up ends of the vertical axis, bottom and top
 * @param area in pixels
 */
record Plane(Scale x, Scale y, double[] across, double[] up, Rectangle2D area) {
  double pixelX(double unit) {
    return area.getX() + (unit - across[0]) / (across[1] - across[0]) * area.getWidth();
  }

  double pixelY(double unit) {
    return area.getMaxY() - (unit - up[0]) / (up[1] - up[0]) * area.getHeight();
  }

  double pixelX(JsonElement value) {
    return pixelX(x.unit(value));
  }

  double pixelY(JsonElement value) {
    return pixelY(y.unit(value));
  }

  /** The rectangle between two corners in axis units, whatever their order. */
  Rectangle2D box(double x1, double y1, double x2, double y2) {
    Rectangle2D box = new Rectangle2D.Double();
    box.setFrameFromDiagonal(pixelX(x1), pixelY(y1), pixelX(x2), pixelY(y2));
    return box;
  }
}
