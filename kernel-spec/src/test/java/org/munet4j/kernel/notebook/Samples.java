package org.munet4j.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Small notebooks for tests. */
final class Samples {
  static final String HOSTILE = "</script><b>\"x\" 'y' & \u0007\u001B[31m";

  private Samples() {}

  static Notebook notebook(Cell... cells) {
    return NotebookFile.parse("sample", "{\"cells\":[],\"metadata\":{},\"nbformat\":4}")
        .withCells(List.of(cells));
  }

  static Cell code(String source, String... tags) {
    JsonObject json = cell("code", source);
    json.add("execution_count", JsonNull.INSTANCE);
    json.add("outputs", new JsonArray());
    JsonArray words = new JsonArray();
    List.of(tags).forEach(words::add);
    json.getAsJsonObject("metadata").add("tags", words);
    return new Cell(json);
  }

  static Cell markdown(String source) {
    return new Cell(cell("markdown", source));
  }

  static Output shown(Map<String, String> data) {
    return new Output.Shown(data, new JsonObject(), OptionalInt.empty());
  }

  private static JsonObject cell(String kind, String source) {
    JsonObject json = new JsonObject();
    json.addProperty("cell_type", kind);
    json.add("metadata", new JsonObject());
    json.add("source", Lines.split(source));
    return json;
  }
}
