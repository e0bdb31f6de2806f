package org.munet4j.kernel.jupyter;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.munet4j.notebook.Bundle;

/** Reads what front ends send, which may leave out any field. */
final class Json {
  private Json() {}

  static String text(JsonObject json, String name, String absent) {
    JsonElement value = json.get(name);
    return value == null || !value.isJsonPrimitive() ? absent : value.getAsString();
  }

  static boolean flag(JsonObject json, String name, boolean absent) {
    JsonElement value = json.get(name);
    return value == null || !value.isJsonPrimitive() ? absent : value.getAsBoolean();
  }

  static int number(JsonObject json, String name, int absent) {
    JsonElement value = json.get(name);
    return value == null || !value.isJsonPrimitive() ? absent : value.getAsInt();
  }

  /** A bundle as the protocol wants it: JSON formats are sent as trees, all others as text. */
  static Map<String, Object> shown(Bundle bundle, String name, Object value) {
    Map<String, Object> data = new LinkedHashMap<>();
    Bundle sent = bundle.forTravel();
    sent.data().forEach((mimeType, content) -> data.put(mimeType, tree(mimeType, content)));
    return Map.of("data", data, "metadata", sent.metadata(), name, value);
  }

  private static Object tree(String mimeType, String content) {
    if (!mimeType.equals("application/json") && !mimeType.endsWith("+json")) {
      return content;
    }
    try {
      return JsonParser.parseString(content);
    } catch (JsonParseException notJson) {
      return content;
    }
  }
}
