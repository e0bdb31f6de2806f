package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.util.List;
import java.util.Optional;

/**
 * The colours of a trace's marks: one for all, a name for each, or a number for each on a scale.
 *
 * @param usual where there is no other
 * @param each may be shorter than the trace
 */
record MarkColours(Color usual, List<JsonElement> each, Optional<ColourScale> scale) {
  static MarkColours of(Series trace) {
    JsonObject marker = trace.part("marker");
    if (!(marker.get("color") instanceof JsonArray colours)) {
      return new MarkColours(trace.colour(), List.of(), Optional.empty());
    }
    List<JsonElement> each = colours.asList();
    boolean isNumeric = each.stream().anyMatch(value -> !Double.isNaN(Series.number(value)));
    Optional<ColourScale> scale =
        isNumeric
            ? Optional.of(ColourScale.of(marker, "c", each.stream().mapToDouble(Series::number)))
            : Optional.empty();
    return new MarkColours(trace.colour(), each, scale);
  }

  Color of(int mark) {
    if (mark >= each.size() || !each.get(mark).isJsonPrimitive()) {
      return usual;
    }
    JsonElement value = each.get(mark);
    double number = Series.number(value);
    return scale.isPresent() && !Double.isNaN(number)
        ? scale.get().at(number)
        : Colours.named(value.getAsString()).orElse(usual);
  }
}
