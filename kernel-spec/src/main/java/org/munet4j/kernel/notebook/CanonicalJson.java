package org.munet4j.kernel.notebook;

import com.google.gson.FormattingStyle;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.TreeMap;

/** JSON as Jupyter writes it: sorted keys, one space per level, a line end at the end. */
final class CanonicalJson {
  private CanonicalJson() {}

  static String text(JsonElement element) {
    return new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
            .create()
            .toJson(sorted(element))
        + "\n";
  }

  private static JsonElement sorted(JsonElement element) {
    if (element instanceof JsonObject object) {
      JsonObject sorted = new JsonObject();
      new TreeMap<>(object.asMap()).forEach((key, value) -> sorted.add(key, sorted(value)));
      return sorted;
    }
    if (element instanceof JsonArray array) {
      JsonArray sorted = new JsonArray();
      array.forEach(value -> sorted.add(sorted(value)));
      return sorted;
    }
    return element;
  }
}
