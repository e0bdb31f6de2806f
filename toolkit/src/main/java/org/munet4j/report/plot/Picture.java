package org.munet4j.report.plot;

import com.google.gson.JsonObject;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.munet4j.report.Paper;
import org.munet4j.report.plot.Easel.Anchor;

/** The static picture of a figure, laid out as plotly lays it out. */
final class Picture {
  private static final double TITLE = 17;
  private static final double NOTE = 11;

  private final JsonObject layout;
  private final List<Series> series;
  private final int width;
  private final int height;

  Picture(JsonObject figure, int width, int height) {
    this.layout = Space.flattened(figure);
    this.series =
        PlotlyFigure.series(figure.getAsJsonArray("data")).stream()
            .filter(Series::isVisible)
            .toList();
    this.width = width;
    this.height = height;
  }

  byte[] png(double scale) {
    return Paper.png(width, height, scale, graphics -> draw(new Easel(graphics)));
  }

  private void draw(Easel easel) {
    List<Series> flat = series.stream().filter(trace -> !trace.type().equals("pie")).toList();
    List<Pie> pies =
        series.stream().filter(trace -> trace.type().equals("pie")).map(Pie::new).toList();
    Charts charts = new Charts(layout, flat);
    Legend legend = Legend.of(layout, flat, pies);
    Optional<ColourKey> key =
        charts.fields().stream()
            .findFirst()
            .map(field -> new ColourKey(field.colours(), field.band()));
    double beside = Math.max(legend.width(easel), key.map(bar -> bar.width(easel)).orElse(0.0));
    Rectangle2D area = area(easel, charts, beside);
    if (!flat.isEmpty()) {
      charts.draw(easel, area);
    }
    pies.forEach(pie -> pie.draw(easel, layout, area));
    double right = area.getX() + beside() * area.getWidth();
    legend.draw(easel, right, area.getY());
    key.ifPresent(bar -> bar.draw(easel, right, area));
    title(easel, area);
    Space.note(series).ifPresent(note -> easel.text(note, 8, height - 10, Anchor.RIGHT, NOTE));
  }

  /** What remains for the charts when margins, labels and keys have their room. */
  private Rectangle2D area(Easel easel, Charts charts, double beside) {
    JsonObject margin = Series.part(layout, "margin");
    double left = Series.number(margin, "l", 80);
    double right = Series.number(margin, "r", 80);
    double top = Series.number(margin, "t", 100);
    double bottom = Series.number(margin, "b", 80);
    for (int round = 0; round < 2; round++) {
      double wide = width - left - right;
      if (beside > 0) {
        wide = Math.min(wide, (width - left - beside) / beside());
      }
      Rectangle2D area =
          new Rectangle2D.Double(
              left, top, Math.max(10, wide), Math.max(10, height - top - bottom));
      if (round == 1) {
        return area;
      }
      Charts.Room room = charts.room(easel, area);
      left = Math.max(left, room.left());
      bottom = Math.max(bottom, room.bottom());
      right = Math.max(right, room.right());
    }
    throw new AssertionError();
  }

  /** Where legend and colour key begin, in widths of the charts. */
  private double beside() {
    return Series.number(Series.part(layout, "legend"), "x", 1.02);
  }

  private void title(Easel easel, Rectangle2D area) {
    JsonObject title = Series.part(layout, "title");
    double size = Series.number(Series.part(title, "font"), "size", TITLE);
    Series.text(title, "text")
        .ifPresent(
            text ->
                easel.text(text, width / 2.0, area.getY() / 2 - 0.35 * size, Anchor.MIDDLE, size));
  }
}
