package org.munet4j.report.plot;

import java.awt.geom.Rectangle2D;
import org.munet4j.report.plot.Easel.Anchor;
import org.munet4j.report.plot.Ticks.Tick;

/**
 * The bar that says which colour is which number.
 *
 * @param band height of one step; 0 for a smooth bar
 */
record ColourKey(ColourScale colours, double band) {
  private static final double THICK = 30;
  private static final double GAP = 10;

  double width(Easel easel) {
    double widest =
        ticks(300).stream().mapToDouble(tick -> easel.width(tick.label(), 12)).max().orElse(0);
    return GAP + THICK + 4 + widest + GAP;
  }

  void draw(Easel easel, double x, Rectangle2D area) {
    double top = area.getY() + GAP;
    double length = area.getHeight() - 2 * GAP;
    double bottom = top + length;
    for (double y = top; y < bottom; y += 0.25) {
      double number = colours.low() + (bottom - y) / length * (colours.high() - colours.low());
      double shown = band > 0 ? (Math.floor(number / band) + 0.5) * band : number;
      easel.fillSharp(new Rectangle2D.Double(x + GAP, y, THICK, 0.5), colours.at(shown));
    }
    for (Tick tick : ticks(length)) {
      double part = (tick.unit() - colours.low()) / (colours.high() - colours.low());
      easel.text(tick.label(), x + GAP + THICK + 4, bottom - part * length, Anchor.RIGHT, 12);
    }
  }

  private java.util.List<Tick> ticks(double length) {
    Scale scale = new Scale(Scale.Kind.LINEAR, java.util.List.of());
    double wanted = Math.min(9, Math.max(4, length / 40)) + 1;
    return Ticks.of(scale, colours.low(), colours.high(), wanted);
  }
}
