package org.munet4j.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Jupyter stores long text as an array of lines, each with its line end, so that diffs stay small.
 */
final class Lines {
  private Lines() {}

  static JsonArray split(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  /** The text of a string or of an array of strings; anything else is no text. */
  static String join(JsonElement element) {
    if (element instanceof JsonArray array) {
      return StreamSupport.stream(array.spliterator(), false)
          .map(Lines::join)
          .collect(Collectors.joining());
    }
    return element instanceof JsonPrimitive text ? text.getAsString() : "";
  }

  static boolean isText(JsonElement element) {
    if (element instanceof JsonArray array) {
      return StreamSupport.stream(array.spliterator(), false).allMatch(Lines::isString);
    }
    return isString(element);
  }

  private static boolean isString(JsonElement element) {
    return element instanceof JsonPrimitive text && text.isString();
  }
}
