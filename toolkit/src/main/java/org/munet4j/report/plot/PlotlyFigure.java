package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import tech.tablesaw.plotly.components.Figure;

/** A jsplot figure as JSON that today's plotly reads, and as a static picture of the same. */
public final class PlotlyFigure {
  private final JsonObject figure;

  private PlotlyFigure(JsonObject figure) {
    this.figure = figure;
  }

  /** Reads a figure as it is now; later changes of it are not seen. */
  public static PlotlyFigure of(Figure figure) {
    JsonObject clean = Cleaning.clean(JsplotSource.read(figure));
    Histogram.settle(clean.getAsJsonArray("data"));
    Axes.settle(clean);
    return new PlotlyFigure(clean);
  }

  /**
   * The members {@code data}, {@code layout} and {@code config} as strict JSON. Names show as they
   * are, because plotly's own small markup is escaped, and the text may stand inside a script.
   */
  public String toJson() {
    return escaped(figure).toString();
  }

  /** In pixels. */
  public int width() {
    return size("width", 700);
  }

  /** In pixels. */
  public int height() {
    return size("height", 450);
  }

  /**
   * The bytes of a PNG image; empty where this Java cannot draw, for instance without fonts.
   *
   * @param scale image pixels per pixel of the figure
   */
  public Optional<byte[]> toPng(double scale) {
    Require.that(scale > 0 && scale <= 8, "figure: scale is %s, needs 0 to 8", scale);
    try {
      return Optional.of(new Picture(figure, width(), height()).png(scale));
    } catch (Throwable noGraphics) {
      return Optional.empty();
    }
  }

  public String title() {
    return Series.text(Series.part(layout(), "title"), "text").orElse("");
  }

  /** Kind, title, number of traces and points. */
  @Override
  public String toString() {
    List<Series> series = series(figure.getAsJsonArray("data"));
    String kinds = series.stream().map(Series::type).distinct().collect(Collectors.joining(" + "));
    int points = series.stream().mapToInt(Series::size).sum();
    return Require.text(
        "%s figure%s: %d %s, %,d %s",
        kinds,
        title().isEmpty() ? "" : " '" + title() + "'",
        series.size(),
        series.size() == 1 ? "trace" : "traces",
        points,
        points == 1 ? "point" : "points");
  }

  static List<Series> series(JsonArray data) {
    return IntStream.range(0, data.size())
        .mapToObj(place -> new Series(data.get(place).getAsJsonObject(), place))
        .toList();
  }

  private JsonObject layout() {
    return figure.getAsJsonObject("layout");
  }

  private int size(String side, int usual) {
    return (int) Math.max(50, Math.min(4000, Series.number(layout(), side, usual)));
  }

  private static JsonElement escaped(JsonElement element) {
    if (element instanceof JsonObject object) {
      JsonObject safe = new JsonObject();
      object.asMap().forEach((key, value) -> safe.add(key, escaped(value)));
      return safe;
    }
    if (element instanceof JsonArray array) {
      JsonArray safe = new JsonArray(array.size());
      array.forEach(value -> safe.add(escaped(value)));
      return safe;
    }
    return element instanceof JsonPrimitive word && word.isString()
        ? new JsonPrimitive(escaped(word.getAsString()))
        : element;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
