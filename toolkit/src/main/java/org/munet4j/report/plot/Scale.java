package org.munet4j.report.plot;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the values of an axis are, and where they stand on it: numbers by their size or their
 * logarithm, dates by milliseconds since 1970, categories by their place.
 *
 * @param kind of value
 * @param categories in the order of the axis; empty unless the kind is CATEGORY
 */
record Scale(Kind kind, List<String> categories) {
  enum Kind {
    LINEAR,
    LOG,
    DATE,
    CATEGORY;

    static Optional<Kind> named(String type) {
      return List.of(values()).stream()
          .filter(kind -> kind.name().equalsIgnoreCase(type))
          .findFirst();
    }
  }

  /** The scale that fits all values; {@code axis} may name its type and order. */
  static Scale of(JsonObject axis, List<JsonElement> values) {
    Kind kind = Series.text(axis, "type").flatMap(Kind::named).orElseGet(() -> kindOf(values));
    return new Scale(kind, kind == Kind.CATEGORY ? categories(axis, values) : List.of());
  }

  /** The place on the axis; not a number where the value is missing or has none. */
  double unit(JsonElement value) {
    if (!(value instanceof JsonPrimitive word)) {
      return Double.NaN;
    }
    return switch (kind) {
      case LINEAR -> Series.number(word);
      case LOG -> log(Series.number(word));
      case DATE -> Cleaning.isDate(word) ? millis(word.getAsString()) : Double.NaN;
      case CATEGORY -> index(word.getAsString());
    };
  }

  /** Where bars and areas stand. */
  double floor() {
    return kind == Kind.LOG ? -300 : 0;
  }

  double log(double number) {
    return number > 0 ? Math.log10(number) : Double.NaN;
  }

  private double index(String name) {
    int index = categories.indexOf(name);
    return index < 0 ? Double.NaN : index;
  }

  private static double millis(String date) {
    String text = date.endsWith("Z") ? date.substring(0, date.length() - 1) : date;
    String time = text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T');
    return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static Kind kindOf(List<JsonElement> values) {
    List<JsonElement> present = values.stream().filter(JsonElement::isJsonPrimitive).toList();
    if (present.stream().allMatch(value -> value.getAsJsonPrimitive().isNumber())) {
      return Kind.LINEAR;
    }
    return present.stream().allMatch(Cleaning::isDate) ? Kind.DATE : Kind.CATEGORY;
  }

  private static List<String> categories(JsonObject axis, List<JsonElement> values) {
    Set<String> names = new LinkedHashSet<>();
    values.stream()
        .filter(JsonElement::isJsonPrimitive)
        .forEach(value -> names.add(value.getAsString()));
    return switch (Series.text(axis, "categoryorder").orElse("trace")) {
      case "category ascending" -> names.stream().sorted().toList();
      case "category descending" -> names.stream().sorted(Comparator.reverseOrder()).toList();
      default -> List.copyOf(names);
    };
  }

  /** The smallest distance between two of these places; 1 where there is none. */
  static double step(double[] units) {
    double[] sorted =
        java.util.Arrays.stream(units).filter(Double::isFinite).sorted().distinct().toArray();
    return IntStream.range(1, sorted.length)
        .mapToDouble(at -> sorted[at] - sorted[at - 1])
        .min()
        .orElse(1);
  }
}
