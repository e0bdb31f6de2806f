package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.munet4j.report.Escape;

/** Turns what jsplot wrote into what plotly reads today: numbers, nulls, titles, true names. */
final class Cleaning {
  private static final Set<String> DATA =
      Set.of("x", "y", "z", "open", "high", "low", "close", "values", "size", "color", "range");
  private static final Set<String> NUMBERS =
      Set.of("opacity", "dtick", "nticks", "tick0", "scaleratio");
  private static final Set<String> CLAIMS = Set.of("visible", "autorange", "hovermode");
  private static final Set<String> MISSING = Set.of("null", "NaN", "Infinity", "-Infinity");
  private static final Map<String, String> RENAMED =
      Map.of("showExponent", "showexponent", "showspike", "showspikes", "yaxis1", "yaxis");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?)?Z?");

  private Cleaning() {}

  static JsonObject clean(JsonObject jsplot) {
    JsonObject figure = object(jsplot);
    JsonObject layout = figure.getAsJsonObject("layout");
    name(layout);
    layout.asMap().forEach((key, value) -> nameAxis(key, value));
    if (layout.get("scene") instanceof JsonObject scene) {
      scene.asMap().forEach((key, value) -> nameAxis(key, value));
    }
    return figure;
  }

  /** Whether every value that is there is a date, or a date and a time of day. */
  static boolean isDate(JsonElement value) {
    return value instanceof JsonPrimitive word
        && word.isString()
        && DATE.matcher(word.getAsString()).matches();
  }

  private static JsonObject object(JsonObject jsplot) {
    JsonObject clean = new JsonObject();
    jsplot
        .asMap()
        .forEach(
            (key, value) -> {
              String name = RENAMED.getOrDefault(key, key);
              clean.add(name, value(name, value));
            });
    return clean;
  }

  private static JsonElement value(String key, JsonElement value) {
    if (value instanceof JsonObject object) {
      return object(object);
    }
    if (value instanceof JsonArray array) {
      return DATA.contains(key) ? data(array) : words(array);
    }
    String text = value.isJsonNull() ? "" : value.getAsString();
    if (NUMBERS.contains(key) && NUMBER.matcher(text).matches()) {
      return number(text);
    }
    String claim = text.toLowerCase(Locale.ROOT);
    if (CLAIMS.contains(key) && (claim.equals("true") || claim.equals("false"))) {
      return new JsonPrimitive(claim.equals("true"));
    }
    return value instanceof JsonPrimitive word && word.isString() ? word(text) : number(value);
  }

  /** A title is a text with a font; an empty one is none. */
  private static void name(JsonObject titled) {
    JsonElement font = titled.remove("titlefont");
    if (titled.remove("title") instanceof JsonPrimitive text && !text.getAsString().isEmpty()) {
      JsonObject title = new JsonObject();
      title.add("text", text);
      if (font != null) {
        title.add("font", font);
      }
      titled.add("title", title);
    }
  }

  private static void nameAxis(String key, JsonElement value) {
    if (key.matches("[xyz]axis\\d*") && value instanceof JsonObject axis) {
      name(axis);
    }
  }

  /** jsplot quotes some numbers and dates; a list of nothing but such is a list of them. */
  private static JsonArray data(JsonArray array) {
    boolean isNested = !array.isEmpty() && array.get(0).isJsonArray();
    boolean isNumeric = array.asList().stream().allMatch(Cleaning::isNumberOrMissing);
    boolean isDated = array.asList().stream().allMatch(value -> isDate(value) || isMissing(value));
    JsonArray clean = new JsonArray(array.size());
    for (JsonElement value : array) {
      if (isNested) {
        clean.add(data(value.getAsJsonArray()));
      } else if ((isNumeric || isDated) && isMissing(value)) {
        clean.add(JsonNull.INSTANCE);
      } else {
        clean.add(isNumeric ? number(value.getAsString()) : word(value.getAsString()));
      }
    }
    return clean;
  }

  private static JsonArray words(JsonArray array) {
    JsonArray clean = new JsonArray(array.size());
    array.forEach(value -> clean.add(value("", value)));
    return clean;
  }

  private static boolean isNumberOrMissing(JsonElement value) {
    return value.isJsonPrimitive()
        && (isMissing(value) || NUMBER.matcher(value.getAsString()).matches());
  }

  private static boolean isMissing(JsonElement value) {
    return value.isJsonPrimitive() && MISSING.contains(value.getAsString());
  }

  private static JsonElement number(JsonElement value) {
    boolean isNumber = value instanceof JsonPrimitive primitive && primitive.isNumber();
    return isNumber ? number(value.getAsString()) : value;
  }

  /** The same number, shortest: {@code 1.0} is written 1. */
  private static JsonPrimitive number(String text) {
    return new JsonPrimitive(
        text.endsWith(".0")
            ? new BigDecimal(text.substring(0, text.length() - 2))
            : new BigDecimal(text));
  }

  private static JsonPrimitive word(String text) {
    return new JsonPrimitive(Escape.visible(text));
  }
}
