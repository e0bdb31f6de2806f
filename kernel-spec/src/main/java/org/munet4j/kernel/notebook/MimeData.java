package org.munet4j.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;

/** How content of several MIME types stands in a notebook file: text as lines, JSON as a tree. */
final class MimeData {
  private MimeData() {}

  static JsonObject json(Map<String, String> data) {
    JsonObject json = new JsonObject();
    data.forEach((type, content) -> json.add(type, json(type, content)));
    return json;
  }

  static Map<String, String> read(JsonObject json) {
    Map<String, String> data = new LinkedHashMap<>();
    json.asMap()
        .forEach(
            (type, content) ->
                data.put(type, isTree(type) ? content.toString() : Lines.join(content)));
    return data;
  }

  private static JsonElement json(String type, String content) {
    if (isTree(type)) {
      return tree(content);
    }
    boolean inLines =
        type.startsWith("text/")
            || type.equals("image/svg+xml")
            || type.equals("application/javascript");
    return inLines ? Lines.split(content) : new JsonPrimitive(content);
  }

  private static JsonElement tree(String content) {
    try {
      return JsonParser.parseString(content);
    } catch (JsonParseException notATree) {
      return new JsonPrimitive(content);
    }
  }

  private static boolean isTree(String type) {
    return type.equals("application/json")
        || type.startsWith("application/") && type.endsWith("+json");
  }
}
