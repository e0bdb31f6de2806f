package org.munet4j.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.munet4j.notebook.Bundle;

/**
 * One cell of a notebook.
 *
 * @param json the cell as it stands in the file
 */
public record Cell(JsonObject json) {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");

  public boolean isCode() {
    return is("code");
  }

  public boolean isMarkdown() {
    return is("markdown");
  }

  public String source() {
    return Lines.join(json.get("source"));
  }

  /** Marks that change how the cell is run, such as {@code raises-exception}. */
  public Set<String> tags() {
    return Optional.ofNullable(json.getAsJsonObject("metadata"))
        .map(metadata -> metadata.get("tags"))
        .filter(JsonElement::isJsonArray)
        .map(Cell::words)
        .orElse(Set.of());
  }

  /** The number in brackets before an executed code cell. */
  public OptionalInt number() {
    return json.get("execution_count") instanceof JsonPrimitive number && number.isNumber()
        ? OptionalInt.of(number.getAsInt())
        : OptionalInt.empty();
  }

  public List<Output> outputs() {
    return json.get("outputs") instanceof JsonArray array
        ? StreamSupport.stream(array.spliterator(), false)
            .filter(JsonElement::isJsonObject)
            .flatMap(output -> Output.read(output.getAsJsonObject()).stream())
            .toList()
        : List.of();
  }

  /** Whether an error stands below the cell. */
  public boolean hasFailed() {
    return outputs().stream().anyMatch(Output.Failure.class::isInstance);
  }

  /** This code cell after a run. */
  public Cell executed(int number, List<Output> outputs) {
    return with(new JsonPrimitive(number), outputs);
  }

  /** This code cell as if it had never run. */
  public Cell cleared() {
    return with(JsonNull.INSTANCE, List.of());
  }

  /**
   * The cell for a file: of a picture with an SVG and a PNG form the PNG, as {@link Bundle} says.
   */
  Cell forTravel() {
    JsonObject changed = json.deepCopy();
    if (changed.get("outputs") instanceof JsonArray outputs) {
      for (JsonElement output : outputs) {
        if (output instanceof JsonObject shown
            && shown.get("data") instanceof JsonObject data
            && data.has(Bundle.PNG)) {
          data.remove(Bundle.SVG);
        }
      }
    }
    return new Cell(changed);
  }

  /** The first heading of a markdown cell. */
  public Optional<String> heading() {
    Matcher matcher = HEADING.matcher(isMarkdown() ? source() : "");
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Cell with(JsonElement number, List<Output> outputs) {
    JsonArray array = new JsonArray();
    outputs.forEach(output -> array.add(output.json()));
    JsonObject changed = json.deepCopy();
    changed.add("execution_count", number);
    changed.add("outputs", array);
    return new Cell(changed);
  }

  private boolean is(String kind) {
    return kind.equals(json.get("cell_type").getAsString());
  }

  private static Set<String> words(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .collect(Collectors.toUnmodifiableSet());
  }
}
