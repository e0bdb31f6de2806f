package org.munet4j.report.plot;

import com.google.gson.JsonElement;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Opening, highest, lowest and closing prices, as candles or as bars with two ticks.
 *
 * @param trace of type {@code ohlc} or {@code candlestick}
 */
record Prices(Series trace) implements Layer {
  private static final List<String> VALUES = List.of("open", "high", "low", "close");

  @Override
  public void reach(Scale x, Scale y, Reach across, Reach up) {
    double half = step(x) / 2;
    for (JsonElement place : trace.values("x")) {
      across.to(x.unit(place) - half, 0);
      across.to(x.unit(place) + half, 0);
    }
    VALUES.forEach(key -> trace.values(key).forEach(value -> up.to(y.unit(value), 0)));
    up.withPart();
  }

  @Override
  public void draw(Easel easel, Plane plane) {
    int size = VALUES.stream().mapToInt(key -> trace.values(key).size()).min().orElse(0);
    for (int at = 0; at < Math.min(size, trace.values("x").size()); at++) {
      int point = at;
      double[] prices =
          VALUES.stream()
              .mapToDouble(key -> plane.y().unit(trace.values(key).get(point)))
              .toArray();
      double place = plane.x().unit(trace.values("x").get(at));
      if (IntStream.range(0, 4).allMatch(price -> Double.isFinite(prices[price]))) {
        draw(easel, plane, place, prices[0], prices[1], prices[2], prices[3]);
      }
    }
  }

  private void draw(
      Easel easel, Plane plane, double place, double open, double high, double low, double close) {
    Color colour = close >= open ? rising() : falling();
    double x = plane.pixelX(place);
    double step = step(plane.x());
    if (trace.type().equals("candlestick")) {
      var box = plane.box(place - 0.245 * step, open, place + 0.245 * step, close);
      easel.line(x, plane.pixelY(low), x, plane.pixelY(Math.min(open, close)), colour, 2);
      easel.line(x, plane.pixelY(Math.max(open, close)), x, plane.pixelY(high), colour, 2);
      easel.fill(box, Colours.faded(colour, 0.5));
      easel.line(box, colour, 2);
      return;
    }
    easel.line(x, plane.pixelY(low), x, plane.pixelY(high), colour, 2);
    easel.line(
        plane.pixelX(place - 0.3 * step), plane.pixelY(open), x, plane.pixelY(open), colour, 2);
    easel.line(
        x, plane.pixelY(close), plane.pixelX(place + 0.3 * step), plane.pixelY(close), colour, 2);
  }

  Color rising() {
    return colour("increasing", Colours.RISING);
  }

  Color falling() {
    return colour("decreasing", Colours.FALLING);
  }

  private Color colour(String side, Color usual) {
    return Series.text(Series.part(trace.part(side), "line"), "color")
        .flatMap(Colours::named)
        .orElse(usual);
  }

  private double step(Scale x) {
    return Scale.step(trace.values("x").stream().mapToDouble(x::unit).toArray());
  }
}
