package org.munet4j.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;
import org.munet4j.store.StoreException;

/**
 * One JSON object that is read strictly: exactly the members that are needed, each of its type.
 * Numbers keep every bit; those that JSON cannot write stand as the words NaN, Infinity and
 * -Infinity.
 *
 * @param json what was found
 * @param place file and member, for messages
 */
record Fields(JsonObject json, String place) {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final int LONGEST_NAME = 200;
  private static final Set<String> WORDS = Set.of("NaN", "Infinity", "-Infinity");

  /** The object, if its members are exactly these. */
  Fields exactly(Set<String> names) {
    check(json.keySet().equals(names), "has members %s, needs %s", json.keySet(), names);
    return this;
  }

  /** The object, if it has all of the first members, perhaps some of the others and no more. */
  Fields exactly(Set<String> names, Set<String> others) {
    Set<String> rest = new TreeSet<>(json.keySet());
    rest.removeAll(others);
    check(
        rest.equals(names), "has members %s, needs %s, may have %s", json.keySet(), names, others);
    return this;
  }

  boolean has(String name) {
    return json.has(name);
  }

  String text(String name) {
    return text(name, member(name));
  }

  private String text(String name, JsonElement element) {
    JsonPrimitive value = primitive(name, element);
    check(value.isString(), "member '%s' is %s, needs a text in quotes", name, value);
    return value.getAsString();
  }

  /** A text that may stand in one line of a screen. */
  String name(String name) {
    String value = text(name);
    check(
        value.length() <= LONGEST_NAME && value.chars().noneMatch(Character::isISOControl),
        "member '%s' needs at most %d letters and no control characters",
        name,
        LONGEST_NAME);
    return value;
  }

  long whole(String name) {
    return whole(name, member(name));
  }

  private long whole(String name, JsonElement element) {
    String value = primitive(name, element).toString();
    check(WHOLE.matcher(value).matches(), "member '%s' is %s, needs a whole number", name, value);
    return Long.parseLong(value);
  }

  int count(String name) {
    return count(name, member(name));
  }

  private int count(String name, JsonElement element) {
    long value = whole(name, element);
    check(
        value >= 0 && value <= Integer.MAX_VALUE,
        "member '%s' is %d, needs 0 to %d",
        name,
        value,
        Integer.MAX_VALUE);
    return (int) value;
  }

  boolean truth(String name) {
    JsonPrimitive value = primitive(name, member(name));
    check(value.isBoolean(), "member '%s' is %s, needs true or false", name, value);
    return value.getAsBoolean();
  }

  double number(String name) {
    return number(name, member(name));
  }

  boolean isNull(String name) {
    return member(name).isJsonNull();
  }

  Fields object(String name) {
    return object(name, member(name));
  }

  Optional<Fields> optional(String name) {
    return isNull(name) ? Optional.empty() : Optional.of(object(name));
  }

  List<String> texts(String name) {
    return list(name, value -> text(name, value));
  }

  List<Double> numbers(String name) {
    return list(name, value -> number(name, value));
  }

  List<Integer> counts(String name) {
    return list(name, value -> count(name, value));
  }

  List<Fields> objects(String name) {
    return list(name, value -> object(name, value));
  }

  /** The constant of this name. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return checked(() -> Enum.valueOf(type, text(name)));
  }

  /** A value that checks itself; what it says is told with the place. */
  <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw refused("holds what cannot be: %s", wrong.getMessage());
    }
  }

  private <T> List<T> list(String name, Function<JsonElement, T> reader) {
    JsonElement value = member(name);
    check(value instanceof JsonArray, "member '%s' is %s, needs a list", name, value);
    List<T> list = new ArrayList<>();
    value.getAsJsonArray().forEach(element -> list.add(reader.apply(element)));
    return list;
  }

  private Fields object(String name, JsonElement value) {
    check(value instanceof JsonObject, "member '%s' is %s, needs an object", name, value);
    return new Fields(value.getAsJsonObject(), place + ", " + name);
  }

  private double number(String name, JsonElement value) {
    JsonPrimitive number = primitive(name, value);
    check(
        number.isNumber() || number.isString() && WORDS.contains(number.getAsString()),
        "member '%s' is %s, needs a number",
        name,
        number);
    return Double.parseDouble(number.getAsString());
  }

  private JsonPrimitive primitive(String name, JsonElement value) {
    check(value instanceof JsonPrimitive, "member '%s' is %s, needs a plain value", name, value);
    return value.getAsJsonPrimitive();
  }

  private JsonElement member(String name) {
    check(has(name), "has no member '%s'; there are %s", name, json.keySet());
    return json.get(name);
  }

  void check(boolean holds, String sentence, Object... values) {
    if (!holds) {
      throw refused(sentence, values);
    }
  }

  private StoreException refused(String sentence, Object... values) {
    for (int i = 0; i < values.length; i++) {
      String text = String.valueOf(values[i]);
      values[i] = values[i] instanceof Number || text.length() <= 200 ? values[i] : "too long";
    }
    return new StoreException("%s %s", place, Require.text(sentence, values));
  }

  /** A number as {@link #number} reads it. */
  static JsonPrimitive json(double value) {
    return Double.isFinite(value)
        ? new JsonPrimitive(value)
        : new JsonPrimitive(Double.toString(value));
  }

  static JsonArray json(List<?> values) {
    JsonArray array = new JsonArray();
    for (Object value : values) {
      array.add(
          value instanceof Double number
              ? json(number.doubleValue())
              : value instanceof Integer whole
                  ? new JsonPrimitive(whole)
                  : value instanceof JsonElement element
                      ? element
                      : new JsonPrimitive(value.toString()));
    }
    return array;
  }
}
