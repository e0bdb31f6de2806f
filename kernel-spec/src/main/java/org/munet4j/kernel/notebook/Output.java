package org.munet4j.kernel.notebook;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.munet4j.notebook.Bundle;

/** One thing below a code cell. */
public sealed interface Output {
  /** This output as it stands in a notebook file. */
  JsonObject json();

  /**
   * Printed text.
   *
   * @param name {@code stdout} or {@code stderr}
   */
  record Stream(String name, String text) implements Output {
    @Override
    public JsonObject json() {
      JsonObject json = kind("stream");
      json.addProperty("name", name);
      json.add("text", Lines.split(text));
      return json;
    }
  }

  /**
   * Something shown in several formats.
   *
   * @param data content by MIME type
   * @param metadata what the formats say about themselves, such as the size of a picture
   * @param number the cell's number if this is its result, empty for what it displayed on the way
   */
  record Shown(Map<String, String> data, JsonObject metadata, OptionalInt number)
      implements Output {
    static Shown of(Bundle bundle, OptionalInt number) {
      JsonObject metadata = new Gson().toJsonTree(bundle.metadata()).getAsJsonObject();
      return new Shown(bundle.data(), metadata, number);
    }

    /** Pixels of the page that a picture takes in this direction, if it says so. */
    OptionalInt size(String mimeType, String direction) {
      return metadata.get(mimeType) instanceof JsonObject about
              && about.get(direction) instanceof JsonPrimitive size
              && size.isNumber()
          ? OptionalInt.of(size.getAsInt())
          : OptionalInt.empty();
    }

    @Override
    public JsonObject json() {
      JsonObject json = kind(number.isPresent() ? "execute_result" : "display_data");
      json.add("data", MimeData.json(data));
      json.add("metadata", metadata);
      number.ifPresent(count -> json.addProperty("execution_count", count));
      return json;
    }
  }

  /** What stopped the cell. */
  record Failure(String name, String message, List<String> traceback) implements Output {
    @Override
    public JsonObject json() {
      JsonArray lines = new JsonArray();
      traceback.forEach(lines::add);
      JsonObject json = kind("error");
      json.addProperty("ename", name);
      json.addProperty("evalue", message);
      json.add("traceback", lines);
      return json;
    }
  }

  /** The output in this part of a notebook file; kinds that Jupyter adds later are left out. */
  static Optional<Output> read(JsonObject json) {
    return switch (Lines.join(json.get("output_type"))) {
      case "stream" ->
          Optional.of(new Stream(Lines.join(json.get("name")), Lines.join(json.get("text"))));
      case "display_data" -> shown(json, OptionalInt.empty());
      case "execute_result" -> shown(json, number(json.get("execution_count")));
      case "error" ->
          Optional.of(
              new Failure(
                  Lines.join(json.get("ename")),
                  Lines.join(json.get("evalue")),
                  lines(json.get("traceback"))));
      default -> Optional.empty();
    };
  }

  private static Optional<Output> shown(JsonObject json, OptionalInt number) {
    JsonObject metadata = json.get("metadata") instanceof JsonObject said ? said : new JsonObject();
    return json.get("data") instanceof JsonObject data
        ? Optional.of(new Shown(MimeData.read(data), metadata, number))
        : Optional.empty();
  }

  private static OptionalInt number(JsonElement count) {
    return count instanceof JsonPrimitive number && number.isNumber()
        ? OptionalInt.of(number.getAsInt())
        : OptionalInt.of(0);
  }

  private static List<String> lines(JsonElement traceback) {
    return traceback instanceof JsonArray array
        ? StreamSupport.stream(array.spliterator(), false).map(Lines::join).toList()
        : List.of();
  }

  private static JsonObject kind(String name) {
    JsonObject json = new JsonObject();
    json.addProperty("output_type", name);
    return json;
  }
}
