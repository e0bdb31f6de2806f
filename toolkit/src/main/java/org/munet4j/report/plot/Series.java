package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * One trace of a figure.
 *
 * @param json as plotly reads it
 * @param place among the traces of the figure, from 0; it fixes the colour
 */
record Series(JsonObject json, int place) {
  String type() {
    return text(json, "type").orElse("scatter");
  }

  String name() {
    return text(json, "name").orElse("trace " + place);
  }

  boolean isVisible() {
    return text(json, "visible").orElse("true").equals("true");
  }

  boolean isHorizontal() {
    return text(json, "orientation").orElse(json.has("x") ? "v" : "h").equals("h");
  }

  boolean isHistogram() {
    return type().equals("histogram");
  }

  boolean isBar() {
    return isHistogram() || type().equals("bar");
  }

  boolean isFlat() {
    return !type().equals("pie") && !type().equals("scatter3d");
  }

  String axis(String letter) {
    return text(json, letter + "axis").orElse(letter);
  }

  List<JsonElement> values(String key) {
    return json.get(key) instanceof JsonArray array ? array.asList() : List.of();
  }

  /** The numbers of a list; those that are missing are left out. */
  double[] numbers(String key) {
    return values(key).stream().mapToDouble(Series::number).filter(Double::isFinite).toArray();
  }

  /** The longest of the lists that hold a value for each point. */
  int size() {
    return DoubleStream.of(values("x").size(), values("y").size(), values("values").size(), cells())
        .mapToInt(size -> (int) size)
        .max()
        .orElse(0);
  }

  private int cells() {
    return values("z").stream()
        .mapToInt(row -> row instanceof JsonArray array ? array.size() : 1)
        .sum();
  }

  JsonObject part(String key) {
    return part(json, key);
  }

  double opacity() {
    return number(json, "opacity", 1);
  }

  /** The colour of lines and marks that have no other. */
  Color colour() {
    return text(part("marker"), "color")
        .or(() -> text(part("line"), "color"))
        .flatMap(Colours::named)
        .orElse(Colours.ofPlace(place));
  }

  static double number(JsonElement value) {
    return value instanceof JsonPrimitive number && number.isNumber()
        ? number.getAsDouble()
        : Double.NaN;
  }

  static double number(JsonObject object, String key, double otherwise) {
    double number = number(object.get(key));
    return Double.isNaN(number) ? otherwise : number;
  }

  static boolean is(JsonObject object, String key) {
    return text(object, key).orElse("").equals("true");
  }

  static Optional<String> text(JsonObject object, String key) {
    return object.get(key) instanceof JsonPrimitive value
        ? Optional.of(value.getAsString())
        : Optional.empty();
  }

  static JsonObject part(JsonObject object, String key) {
    return object.get(key) instanceof JsonObject part ? part : new JsonObject();
  }
}
