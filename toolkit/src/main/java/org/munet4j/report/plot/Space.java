package org.munet4j.report.plot;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a flat picture does with figures that need space or a live notebook. */
final class Space {
  private static final Set<String> DRAWN =
      Set.of(
          "scatter",
          "scattergl",
          "scatter3d",
          "bar",
          "histogram",
          "box",
          "violin",
          "ohlc",
          "candlestick",
          "heatmap",
          "contour",
          "histogram2d",
          "pie");

  private Space() {}

  /** The layout, whose two axes are those of the scene where there is one. */
  static JsonObject flattened(JsonObject figure) {
    JsonObject layout = figure.getAsJsonObject("layout");
    JsonObject scene = Series.part(layout, "scene");
    if (!scene.has("xaxis") && !scene.has("yaxis")) {
      return layout;
    }
    JsonObject flat = layout.deepCopy();
    flat.add("xaxis", Series.part(scene, "xaxis"));
    flat.add("yaxis", Series.part(scene, "yaxis"));
    return flat;
  }

  /** A sentence about what the picture leaves out. */
  static Optional<String> note(List<Series> series) {
    String foreign =
        series.stream()
            .map(Series::type)
            .filter(type -> !DRAWN.contains(type))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!foreign.isEmpty()) {
      return Optional.of("Not in this picture, only in a live notebook: " + foreign);
    }
    return series.stream().anyMatch(trace -> trace.type().equals("scatter3d"))
        ? Optional.of(
            "x and y of points in space; a live notebook shows the third axis and turns it")
        : Optional.empty();
  }
}
